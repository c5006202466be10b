import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';

/** What becomes of one line of events: each text that is given to `write` arrives as it is. */
export type EventLine = (line: string, write: (text: string) => void) => void;

const asItIs: EventLine = (line, write) => write(line);

/** A way to a real engine on which something goes wrong. What arrives was said by that engine, if by anybody. */
export class FaultyWay {
  /** Questions that are passed on so much later, ms. */
  delayMs = 0;
  /** Questions, by their paths, that nobody answers. */
  silent: (path: string) => boolean = () => false;
  /** Questions, by their paths, whose answers end in the middle. */
  halved: (path: string) => boolean = () => false;
  /** Of the event stream. */
  eventLine: EventLine = asItIs;
  /** Connections that were ever made, and every question that was asked, by its path. */
  accepted = 0;
  readonly asked: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly streams = new Set<ServerResponse>();

  private constructor(
    private readonly engineSocket: string,
    private readonly folder: string,
    private readonly server: Server,
  ) {}

  /** @param engineHost a unix socket, as DOCKER_HOST has it */
  static async open(engineHost: string): Promise<FaultyWay> {
    const folder = mkdtempSync('/tmp/sb-way-');
    const server = createServer();
    const way = new FaultyWay(engineHost.replace(/^unix:\/\//, ''), folder, server);
    server.on('connection', (socket) => way.take(socket));
    server.on('request', (asked, answer) => void way.passOn(asked, answer));
    await new Promise<void>((resolve) => server.listen(join(folder, 'way.sock'), resolve));
    return way;
  }

  get host(): string {
    return `unix://${join(this.folder, 'way.sock')}`;
  }

  /** Connections that are open. */
  get open(): number {
    return this.sockets.size;
  }

  get openStreams(): number {
    return this.streams.size;
  }

  askedFor(path: RegExp): number {
    return this.asked.filter((asked) => path.test(asked)).length;
  }

  cutEvents(): void {
    for (const stream of this.streams) stream.destroy();
  }

  /** Something among the events that no engine has said. */
  sayAmongEvents(text: string): void {
    for (const stream of this.streams) stream.write(text);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private take(socket: Socket): void {
    this.accepted += 1;
    this.sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => this.sockets.delete(socket));
  }

  private async passOn(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = asked.url ?? '';
    this.asked.push(path);
    if (this.silent(path)) return;
    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    if (answer.destroyed) return;
    const { method, headers } = asked;
    const forward = request({ socketPath: this.engineSocket, method, path, headers, agent: false }, (said) => {
      if (this.halved(path)) return void halve(said, answer);
      answer.writeHead(said.statusCode ?? 500, said.headers);
      if (path.includes('/events')) this.passEventsOn(said, answer);
      else said.pipe(answer);
    });
    forward.on('error', () => answer.destroy());
    answer.once('close', () => forward.destroy());
    asked.pipe(forward);
  }

  private passEventsOn(said: IncomingMessage, answer: ServerResponse): void {
    answer.flushHeaders();
    this.streams.add(answer);
    answer.once('close', () => this.streams.delete(answer));
    let rest = '';
    said.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.eventLine(`${line}\n`, (piece) => void answer.write(piece));
    });
    said.once('close', () => answer.destroy());
  }
}

async function halve(said: IncomingMessage, answer: ServerResponse): Promise<void> {
  const whole = (await said.toArray()) as Buffer[];
  const body = Buffer.concat(whole);
  answer.writeHead(said.statusCode ?? 500, { 'Content-Type': 'application/json' });
  answer.end(body.subarray(0, body.length / 2));
}
