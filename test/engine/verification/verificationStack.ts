import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../machine/freePort.mjs';
import type { DockerEngine } from '../../machine/dockerEngine.mjs';
import { run } from '../../machine/run.mjs';
import { stackDown } from '../../stack/stackDown.mjs';
import { faultsFile, stackAddresses } from '../../stack/stackProject.mjs';
import { stackUp } from '../../stack/stackUp.mjs';

const ports = ['FRONTEND', 'BACKEND', 'DASHBOARD', 'PROMETHEUS', 'STICKY', 'FAULTY', 'ALERTMANAGER'] as const;
type Place = Lowercase<(typeof ports)[number]>;

/** The real stack under a name and on ports of its own, with what makes faults in it. */
export class VerificationStack {
  readonly project = 'scalebook-verified';
  readonly addresses: Readonly<Record<Place, string>>;
  private readonly variant;
  private engine: DockerEngine | undefined;

  private constructor(env: Readonly<Record<string, string>>) {
    const at = (name: string): string => `http://127.0.0.1:${env[`SCALEBOOK_STACK_${name}_PORT`] ?? ''}`;
    const more = { sticky: at('STICKY'), faulty: at('FAULTY'), alertmanager: at('ALERTMANAGER') };
    this.addresses = { ...stackAddresses(env), ...more };
    const counts = { frontend: 2, backend: 2, 'pdf-worker': 2 };
    this.variant = { project: this.project, balancer: 'haproxy' as const, files: [faultsFile], env, counts };
  }

  static async up(): Promise<VerificationStack> {
    const env: Record<string, string> = {};
    for (const name of ports) env[`SCALEBOOK_STACK_${name}_PORT`] = String(await freePort());
    const stack = new VerificationStack(env);
    stack.engine = (await stackUp({ tell: () => undefined, variant: stack.variant })).engine;
    return stack;
  }

  down(): Promise<void> {
    return stackDown({ tell: () => undefined, variant: this.variant });
  }

  get stackId(): string {
    return `compose:${this.project}`;
  }

  async scale(counts: Readonly<Record<string, number>>): Promise<void> {
    await stackUp({
      tell: () => undefined,
      variant: { ...this.variant, counts: { ...this.variant.counts, ...counts } },
    });
  }

  container(service: string, number: number): string {
    return `${this.project}-${service}-${number}`;
  }

  docker(...args: string[]): Promise<string> {
    const { cliPath = 'docker', env = process.env } = this.engine ?? {};
    return run(cliPath, args, { env });
  }

  /** A command of HAProxy's runtime socket, such as `set server backend/replica1 state drain`. */
  async balancer(command: string): Promise<string> {
    const script =
      "const s=require('net').connect('/run/haproxy.sock');s.on('data',(d)=>process.stdout.write(d));s.end(process.argv[1]+'\\n')";
    return this.docker('exec', this.container('traefik', 1), 'node', '-e', script, command);
  }

  /** The balancer's own names of the servers that it has in a backend, in its order. */
  async servers(backend: string): Promise<readonly string[]> {
    const csv = await (await fetch(`${this.addresses.dashboard}/;csv`)).text();
    return csv
      .split('\n')
      .map((line) => line.split(','))
      .filter(([name, server]) => name === backend && server?.startsWith('replica'))
      .filter((fields) => !fields.includes('MAINT (resolution)'))
      .map(([, server]) => server ?? '');
  }

  async during<T>(fault: () => Promise<unknown>, check: () => Promise<T>, mend: () => Promise<unknown>): Promise<T> {
    await fault();
    try {
      return await check();
    } finally {
      await mend();
      await sleep(100);
    }
  }
}
