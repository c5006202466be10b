import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on a port of its own that answers as a test says, and remembers what it was asked. */
export interface AnsweringServer {
  readonly url: string;
  readonly asked: { readonly path: string; readonly authorization: string | undefined }[];
  /** Connections that are open now. */
  open(): number;
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  close(): void;
}

export async function answeringServer(): Promise<AnsweringServer> {
  let open = 0;
  const server = createServer((request, response) => {
    answering.asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
    answering.answer(request, response);
  });
  server.on('connection', (socket) => {
    open += 1;
    socket.on('close', () => (open -= 1));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const answering: AnsweringServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    open: () => open,
    answer: (_request, response) => response.end(),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return answering;
}

/** An address at which nothing listens. */
export async function deadUrl(): Promise<string> {
  const server = await answeringServer();
  server.close();
  return server.url;
}

export const json =
  (body: unknown, status = 200) =>
  (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

/** Sends a piece every few milliseconds and never ends by itself. */
export const drip =
  (piece: string, everyMs: number) =>
  (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(piece), everyMs);
    response.on('close', () => clearInterval(timer));
  };

export const never = new AbortController().signal;
