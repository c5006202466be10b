import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StepListener } from '../../../src/app/operations/ports.js';
import type { EngineConnection } from '../../../src/app/ports.js';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { ServicePlan } from '../../../src/core/scaling/plan.js';
import { planScale } from '../../../src/core/scaling/planScale.js';
import { buildSnapshot } from '../../../src/core/stack/snapshot.js';
import { emptySnapshot, findStack, type Service, type Stack } from '../../../src/core/stack/stack.js';
import { createConnector, createSwarmScaler } from '../../../src/engine/main.js';
import { ensureTinyImage } from '../../machine/baseImages.mjs';
import { startPrivateSwarm, whyNoSwarm, type PrivateSwarm } from '../../machine/privateSwarm.mjs';
import { IDLE } from '../support/composeProject.js';
import { contextOf, never, value } from '../support/connection.js';

export const STACK = 'shop';

/** Stops at once when it is told to. */
export const idle = (deploy: object = {}, more: object = {}): object => ({
  image: 'scalebook-test/tiny:1',
  command: IDLE,
  init: true,
  ...more,
  deploy,
});

/** A Swarm of two nodes that have the tiny image, with a stack of the test's own. */
export class SwarmWorld {
  private constructor(
    readonly swarm: PrivateSwarm,
    readonly connection: EngineConnection,
  ) {}

  /** Skips the tests, with the reason in their title, where there can be no Swarm. */
  static whyNot = whyNoSwarm;

  static async start(): Promise<SwarmWorld> {
    const swarm = await startPrivateSwarm();
    await Promise.all([swarm.manager, swarm.worker].map(({ host }) => ensureTinyImage({ host })));
    const connection = value(await createConnector().connect(contextOf(swarm.manager.host), never));
    return new SwarmWorld(swarm, connection);
  }

  async stop(): Promise<void> {
    this.connection.dispose();
    await this.swarm.stop();
  }

  /** `docker stack deploy`, without a registry to ask for digests. */
  async deploy(services: Record<string, object>, more: object = {}, stack = STACK): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'scalebook-test-'));
    try {
      const file = join(folder, 'stack.json');
      writeFileSync(file, JSON.stringify({ services, ...more }));
      const options = ['--detach=true', '--resolve-image', 'never', '--compose-file', file];
      await this.swarm.docker('stack', 'deploy', ...options, stack);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async stack(name = `swarm:${STACK}`): Promise<Stack> {
    const record = value(await this.connection.listSwarm(never));
    const stack = findStack(buildSnapshot([], emptySnapshot, record), name);
    if (!stack) throw new Error(`no stack ${name}`);
    return stack;
  }

  async service(name: string): Promise<Service> {
    const stack = await this.stack();
    const service = stack.services.find((other) => other.name === name);
    if (!service) throw new Error(`no service ${name}`);
    return service;
  }

  /** What the Swarm makes each task of a service by. */
  template(name: string): Promise<string> {
    return this.swarm.docker('service', 'inspect', '--format', '{{json .Spec.TaskTemplate}}', `${STACK}_${name}`);
  }

  async plan(name: string, target: number): Promise<ServicePlan> {
    const stack = await this.stack();
    return planScale(stack, defaultRunbook, await this.service(name), target, 'auto', undefined);
  }

  apply(plan: ServicePlan, onStep: StepListener = () => undefined, signal = never, connection = this.connection) {
    return createSwarmScaler().apply(connection, plan, onStep, signal);
  }
}

export const taskIds = ({ replicas }: Service): readonly (string | undefined)[] =>
  replicas.map(({ task }) => task?.taskId);

export const running = (service: Service): number => service.replicas.filter(({ state }) => state === 'running').length;
