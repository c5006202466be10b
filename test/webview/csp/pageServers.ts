import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pageHtml } from '../../../src/editor/panel/pageHtml.js';

/** A server of one page as it ships, and a foreign one that counts who comes. Nothing stands between them and the browser. */
export class PageServers {
  /** What was asked of the foreign one, connections without a request among them. */
  readonly asked: string[] = [];
  private readonly servers: Server[] = [];
  own = '';
  evil = '';

  /** @param files the name of the page's script and stylesheet */
  static async start(files: string, showsImages: boolean): Promise<PageServers> {
    const made = new PageServers();
    made.evil = await made.listen((path) => {
      made.asked.push(path);
      return ['text/javascript', 'window.ran = 1'];
    });
    const own: string = await made.listen((path) => {
      if (path === '/') {
        const html = pageHtml({
          script: `${own}/${files}.js`,
          styles: `${own}/${files}.css`,
          cspSource: own,
          nonce: 'abc123',
          showsImages,
        });
        return ['text/html', html];
      }
      if (path === '/other.js') return ['text/javascript', 'window.ran = 1'];
      const ending = path === `/${files}.js` ? 'js' : path === `/${files}.css` ? 'css' : undefined;
      if (ending === undefined) return ['text/plain', ''];
      return [
        ending === 'js' ? 'text/javascript' : 'text/css',
        readFileSync(`dist/webview/${files}.${ending}`, 'utf8'),
      ];
    });
    made.own = own;
    return made;
  }

  private async listen(answer: (path: string) => readonly [type: string, body: string]): Promise<string> {
    const server = createServer((request, response) => {
      const [type, body] = answer(request.url ?? '');
      response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(body);
    });
    server.on('upgrade', (request, socket) => {
      this.asked.push(`upgrade ${request.url ?? ''}`);
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.servers.push(server);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }
}
