import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { messageOf } from '../../util/messageOf.js';
import { Refusal } from '../containers/refusal.js';
import type { FaultDesk } from '../faults/faultDesk.js';
import { lineOfResponse, lineOfSocket } from '../faults/faultLine.js';
import { answerJson } from './exchange.js';
import type { ExecRoutes } from './execRoutes.js';
import { paramsOf, type Route } from './route.js';
import { demoVersion } from './systemRoutes.js';
import { urlOf } from './urlOf.js';

/** The Engine API over a private socket or pipe. */
export class EngineServer {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly path: string,
    private readonly routes: readonly Route[],
    private readonly takeOver: ExecRoutes['takeOver'],
    private readonly faults: FaultDesk,
    /** Brings what is behind the engine up to this moment, before it is asked. */
    private readonly advance: () => void,
  ) {}

  open(): Promise<void> {
    const server = createServer((request, response) => void this.serve(request, response));
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      this.handOver(request, socket, head);
    });
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.sockets.delete(socket));
    });
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.path, resolve);
    });
  }

  /** Nobody is served any more, and all who were are cut off. */
  close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Api-Version', demoVersion.api);
    response.setHeader('Server', 'Scalebook demo');
    response.on('error', () => undefined);
    const url = urlOf(request);
    if (!url) return void answerJson({ response }, 400, { message: 'malformed request' });
    const path = pathOf(url);
    if (await this.faults.strikes({ method: request.method ?? 'GET', path }, lineOfResponse(response))) return;
    try {
      this.advance();
      for (const route of this.routes) {
        const params = route.method === request.method ? paramsOf(route.path, path) : undefined;
        if (params) return void (await route.handle({ request, response, query: url.searchParams, params }));
      }
      answerJson({ response }, 404, { message: `the demo has no ${request.method ?? ''} ${path}` });
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      answerJson({ response }, error instanceof Refusal ? error.status : 500, { message: messageOf(error) });
    }
  }

  /** Who asks for a terminal wants the connection itself, after a body that the server has not read. */
  private handOver(request: IncomingMessage, socket: Socket, head: Buffer): void {
    let missing = Number(request.headers['content-length'] ?? 0) - head.length;
    if (missing <= 0) return void this.takeUp(request, socket);
    const read = (chunk: Buffer): void => {
      missing -= chunk.length;
      if (missing > 0) return;
      socket.off('data', read);
      void this.takeUp(request, socket);
    };
    socket.on('data', read);
  }

  private async takeUp(request: IncomingMessage, socket: Socket): Promise<void> {
    const line = lineOfSocket(socket);
    try {
      const url = urlOf(request);
      if (!url) throw new Refusal(400, 'malformed request');
      const path = pathOf(url);
      if (await this.faults.strikes({ method: request.method ?? 'GET', path }, line)) return;
      this.advance();
      this.takeOver(path, socket);
    } catch (error) {
      line.answer(error instanceof Refusal ? error.status : 500, JSON.stringify({ message: messageOf(error) }));
    }
  }
}

/** Without the version that a client may name. */
const pathOf = ({ pathname }: URL): string => pathname.replace(/^\/v\d+\.\d+(?=\/)/, '');
