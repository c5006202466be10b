import { spawn } from 'node:child_process';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { Runbook, RunbookService } from '../../../src/core/runbook/runbook.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { ensureStackImage, STACK_IMAGE } from '../../stack/stackImage.mjs';
import { IDLE } from '../support/composeProject.js';
import { DiagnosisWorld } from './diagnosisWorld.js';

/** How many connections the database allows, three of them for administrators. */
export const connectionLimit = 12;
export const perReplica = 3;

const image = { image: STACK_IMAGE, pull_policy: 'never', init: false };

/** Two backends for one service: one lists every replica, the other has a place for one. Its page lets a server be drained. */
const haproxy = `
defaults
  mode http
  timeout connect 2s
  timeout client 10s
  timeout server 10s
resolvers docker
  nameserver dns 127.0.0.11:53
  resolve_retries 3
  timeout resolve 1s
  hold valid 1s
backend web
  server-template replica 4 web:8080 check inter 500ms resolvers docker resolve-prefer ipv4 init-addr none
backend short
  server-template replica 1 web:8080 check inter 500ms resolvers docker resolve-prefer ipv4 init-addr none
frontend page
  bind :8404
  stats enable
  stats uri /
  stats show-legends
  stats admin if TRUE
`;

const client = (name: string, connectionsPerReplica?: number): RunbookService => ({
  ...{ name, title: name, min: 0, baseline: 1, max: 9, healthUrls: [], healthAverageMs: undefined },
  ...{ targets: [], memoryPerReplicaBytes: undefined, connectionsPerReplica },
});

/** A small stack with a real PostgreSQL, a real Redis and a real HAProxy. */
export async function serverWorld(): Promise<DiagnosisWorld> {
  await ensureStackImage(await ensureDockerEngine(), () => undefined);
  const runbook: Partial<Runbook> = {
    services: [client('web'), client('backend', perReplica), client('spinner')],
    postgres: {
      ...{ service: 'postgres', user: 'schedgen', database: 'schedgen' },
      ...{ reservedConnections: 3, connectionBuffer: 50 },
    },
  };
  const world = await DiagnosisWorld.make(
    {
      web: { command: ['httpd', '-f', '-p', '8080', '-h', '/tmp'], deploy: { replicas: 2 } },
      backend: { command: IDLE, deploy: { replicas: 4 } },
      spinner: { command: ['sh', '-c', 'while :; do :; done'], deploy: { replicas: 0 }, cpus: 0.05 },
      balancer: {
        ...image,
        command: ['sh', '-c', 'printf "%s" "$$CONFIG" > /tmp/h.cfg && exec haproxy -W -db -f /tmp/h.cfg'],
        environment: { CONFIG: haproxy },
        ports: ['127.0.0.1::8404'],
      },
      postgres: {
        ...image,
        command: [
          'sh',
          '-c',
          `sed 's#-D "$$ready"$$#& -c max_connections=${connectionLimit}#' /stack/servers/postgres.sh > /tmp/start.sh && exec sh /tmp/start.sh`,
        ],
        stop_signal: 'SIGINT',
        volumes: ['data:/var/lib/postgresql/data'],
        healthcheck: {
          test: ['CMD', 'pg_isready', '-q', '-h', '127.0.0.1', '-U', 'schedgen', '-d', 'schedgen'],
          ...{ interval: '1s', timeout: '5s', retries: 10, start_period: '30s' },
        },
      },
      redis: {
        ...image,
        command: ['redis-server', '--save', '', '--maxmemory', '4mb', '--maxmemory-policy', 'allkeys-lru'],
      },
    },
    { volumes: { data: {} } },
    runbook,
  );
  try {
    await world.project.compose('up', '--detach', '--wait', '--quiet-pull');
    const published = await world.project.compose('port', 'balancer', '8404');
    world.useRunbook({
      verification: {
        ...defaultRunbook.verification,
        balancer: {
          kind: 'auto',
          url: `http://localhost:${published.trim().split(':').at(-1) ?? ''}`,
          service: 'balancer',
        },
        services: { web: { ...asked, balancerName: 'web' } },
      },
    });
  } catch (error) {
    await world.stop();
    throw error;
  }
  return world;
}

export const asked = {
  ...{ insideUrl: undefined, servedBy: undefined, p95BelowMs: undefined, databaseUrl: undefined },
} as const;

/** Sessions of the database that each run one statement, until they are ended. */
export class Sessions {
  private readonly ends: (() => void)[] = [];

  constructor(private readonly world: DiagnosisWorld) {}

  /** Several statements are sent one after the other over one connection. */
  async open(count: number, ...statements: readonly string[]): Promise<void> {
    const id = await this.world.id('postgres');
    const { cliPath, env } = await ensureDockerEngine();
    const each = statements.flatMap((statement) => ['-c', statement]);
    for (let opened = 0; opened < count; opened += 1) {
      const args = ['exec', id, 'psql', '-q', '-U', 'schedgen', '-d', 'schedgen', ...each];
      const child = spawn(cliPath, args, { env, stdio: 'ignore' });
      child.once('error', () => undefined);
      this.ends.push(() => child.kill());
    }
  }

  /** Ends all of them, in the database as well. */
  async end(): Promise<void> {
    for (const end of this.ends.splice(0)) end();
    const id = await this.world.id('postgres');
    const all =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'";
    const psql = ['psql', '-q', '-U', 'schedgen', '-d', 'schedgen', '-c', all];
    // A server that is full lets nobody in, not even for this.
    await this.world.project.docker('exec', id, ...psql).catch(() => this.world.project.compose('restart', 'postgres'));
  }
}
