import { spawn, type ChildProcess } from 'node:child_process';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { PrivateSwarm } from '../../machine/privateSwarm.mjs';

/** Runs in the namespace of a node: what comes over a file's socket goes to an address there. */
const inside = `
const net = require('node:net');
const [path, ...places] = process.argv.slice(1);
for (const place of places) {
  const [host, port] = place.split(':');
  net.createServer((from) => {
    const to = net.connect(Number(port), host);
    for (const [a, b] of [[from, to], [to, from]]) { a.pipe(b); a.on('error', () => b.destroy()); a.on('close', () => b.destroy()); }
  }).listen(path + host);
}
process.stdout.write('ready');
`;

/** A balancer before a Swarm, at an address of this machine: each connection goes to the next node's published port. */
export class FrontDoor {
  private next = 0;

  private constructor(
    private readonly server: Server,
    private readonly child: ChildProcess,
    /** Where connections may go; a test takes one away. */
    public nodes: readonly string[],
    private readonly socketOf: (node: string) => string,
  ) {
    server.on('connection', (from: Socket) => this.pass(from));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** @param folder where its sockets may be @param places of the nodes, which publish `port` */
  static async open(folder: string, places: PrivateSwarm['places'], port: number): Promise<FrontDoor> {
    const nodes = places.map(({ address }) => address);
    const namespace = places[0]?.namespace ?? '';
    const socketOf = (node: string): string => `${join(folder, 'node-')}${node}`;
    const targets = nodes.map((node) => `${node}:${port}`);
    const args = ['netns', 'exec', namespace, process.execPath, '-e', inside, socketOf(''), ...targets];
    const child = spawn('ip', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve, reject) => {
      child.stdout.once('data', resolve);
      child.once('exit', reject);
    });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FrontDoor(server, child, nodes, socketOf);
  }

  private pass(from: Socket): void {
    const node = this.nodes[this.next++ % this.nodes.length] ?? '';
    const to = connect(this.socketOf(node));
    from.pipe(to).pipe(from);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
  }

  close(): void {
    this.server.close();
    this.child.kill();
  }
}
