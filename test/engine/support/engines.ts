import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineConnection } from '../../../src/app/ports.js';
import { Demo } from '../../../src/demo/demo.js';
import { systemClock } from '../../../src/demo/time.js';
import { createConnector } from '../../../src/engine/main.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { freePort } from '../../machine/freePort.mjs';
import { startPrivateEngine } from '../../machine/privateEngine.mjs';
import { startSshServer } from '../../machine/sshServer.mjs';
import { makeTlsCertificates } from '../../machine/tlsCertificates.mjs';
import { contextOf, never, value } from './connection.js';
import { demoProject } from './demoProject.js';
import type { EngineProject, EngineServices } from './engineProject.js';
import { realProject } from './realProject.js';
import { tlsFilesOf } from './tlsFiles.js';

/** Something that speaks the Engine API, for the cases that must hold of anything that does. */
export interface Engine {
  /** Where it answers, as DOCKER_HOST has it. */
  readonly host: string;
  connect(): Promise<EngineConnection>;
  project(services: EngineServices): Promise<EngineProject>;
  stop(): Promise<void>;
}

const connector = (host: string) => async (): Promise<EngineConnection> =>
  value(await createConnector().connect(contextOf(host), never));

export async function realEngine(): Promise<Engine> {
  const { host } = await ensureDockerEngine();
  return {
    host,
    connect: connector(host),
    project: (services) => realProject(services),
    stop: () => Promise.resolve(),
  };
}

/** The one of this machine, by a login to this machine. */
async function engineOverSsh(): Promise<Engine> {
  const { host } = await ensureDockerEngine();
  const server = await startSshServer({ dockerHost: host });
  // Who connects by the connection's context, as an operation does, has to find the same ssh.
  const pathBefore = process.env['PATH'];
  process.env['PATH'] = server.path;
  const connector = createConnector();
  return {
    host,
    connect: async () => value(await connector.connect(contextOf(server.address), never)),
    project: (services) => realProject(services),
    stop() {
      process.env['PATH'] = pathBefore;
      return server.stop();
    },
  };
}

/** One of its own, with certificates asked for on both sides. */
async function engineOverTls(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-tls-'));
  const certificates = await makeTlsCertificates(join(folder, 'tls'));
  const engine = await startPrivateEngine({ tls: { port: await freePort(), certificates } });
  const context = contextOf(engine.tcpHost ?? '', tlsFilesOf(certificates.client));
  return {
    host: engine.host,
    connect: async () => value(await createConnector().connect(context, never)),
    project: (services) => realProject(services, engine.host),
    async stop() {
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** In this process, in real time: its clock is the machine's, and its load runs no faster unless it is told to. */
export async function demoEngine(speed = 1): Promise<Engine & { readonly demo: Demo }> {
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-demo-'));
  const path = join(folder, 'demo.sock');
  const demo = await Demo.open({ path, clock: systemClock, seed: 1, speed, pulseMs: 100 });
  const host = `unix://${path}`;
  return {
    demo,
    host,
    connect: connector(host),
    project: (services) => Promise.resolve(demoProject(demo, services)),
    async stop() {
      await demo.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Kind = readonly [string, () => Promise<Engine>];

const near: readonly Kind[] = [
  ['a real engine', realEngine],
  ['the demo', () => demoEngine()],
];
const far: readonly Kind[] = [
  ['a real engine over SSH', engineOverSsh],
  ['a real engine over TLS', engineOverTls],
];

/**
 * The same cases for every kind of engine, near and far. On a real one alone run those of
 * - `connection/failures` and `tls`: they are about servers that are no engine;
 * - `guards/drift`, `scale/composeOnly`, `failures`, `scaleDown`, `neighbours`, `ownReplicas`: the Docker CLI and Compose have to act, or to
 *   take the replicas for theirs, and neither speaks to the demo; what of it needs no CLI is in `scale/copying`;
 * - `guards/smallMachine`, the disk in `guards/machine`, `scale/copyOnly`: real files, real images, a real kernel;
 * - `guards/calm`, `guards/connections`, `connections`, `policy`: a server of HTTP, a PostgreSQL, a load that are the test's own. The demo has
 *   its own of each, and its cases of them are in `demo`;
 * - `reading/exec`, `shell`: commands that really run, with their output, signals and ends;
 * - `operations/killed`: it compares the journal with what Compose and the Docker CLI see of the engine;
 * - `oldEngine`, `swarm`: the demo is a new engine by itself.
 */
export function onEveryEngine(title: string, cases: (engine: () => Engine) => void): void {
  onEach([...near, ...far], title, cases);
}

/**
 * The same where the cases are about what is made of an engine's answers, whichever way they come: far away they run with `SCALEBOOK_EVERY_WAY=1`
 * alone.
 */
export function onEveryEngineNearby(title: string, cases: (engine: () => Engine) => void): void {
  onEach(process.env['SCALEBOOK_EVERY_WAY'] ? [...near, ...far] : near, title, cases);
}

function onEach(kinds: readonly Kind[], title: string, cases: (engine: () => Engine) => void): void {
  for (const [name, open] of kinds)
    describe(`${title}: ${name}`, () => {
      let engine: Engine;
      before(async () => {
        engine = await open();
      });
      cases(() => engine);
      after(() => engine.stop());
    });
}
