import assert from 'node:assert/strict';
import { isReady, isStarting } from '../../../src/core/policy/condition.js';
import type { Refusal } from '../../../src/core/policy/decision.js';
import { planScale } from '../../../src/core/scaling/planScale.js';
import { createReplicateScaler } from '../../../src/engine/main.js';
import { never, value } from '../support/connection.js';
import type { Lockstep } from './lockstep.js';

/** Does at once what the rules of the runbook say, and nothing else. */
export class Follower {
  /** What was done, in order. */
  readonly did: string[] = [];

  /** After one look: every service's advice. */
  readonly follow = async (steps: Lockstep): Promise<void> => {
    for (const { name } of steps.runbook.services) await this.advice(steps, name);
    await this.unwell(steps);
  };

  private async advice(steps: Lockstep, name: string): Promise<void> {
    const { recommendation, refusals } = steps.of(name).policy.decision;
    const remedy = (wanted: string): boolean =>
      refusals.some((refusal) => refusal.refusal === 'other-remedy' && refusal.remedy === wanted);
    const short = refusals.find(
      (refusal): refusal is Refusal & { refusal: 'connections' } => refusal.refusal === 'connections',
    );
    if (short && remedy('raise-connections')) await this.raise(steps, short.raiseTo);
    // "Restart Traefik": one replica alone is hot, and another beside it did not help.
    if (remedy('lower-peak')) await this.restart(steps, 'traefik');
    if (recommendation?.restartFirst) await this.restart(steps, name);
    else if (recommendation) await this.scale(steps, name, recommendation.target);
  }

  /** "Restart unhealthy instances". */
  private async unwell(steps: Lockstep): Promise<void> {
    for (const { replicas } of steps.stack.services)
      for (const replica of replicas)
        if (!isReady(replica) && !isStarting(replica)) {
          value(await steps.connection.restart(replica.containerId, never));
          this.did.push(`restart ${replica.name}`);
        }
  }

  private async scale(steps: Lockstep, name: string, target: number): Promise<void> {
    const plan = planScale(steps.stack, steps.runbook, steps.service(name), target, 'replicate', undefined);
    value(await createReplicateScaler().apply(steps.connection, plan, () => undefined, never));
    this.did.push(`${name} ${plan.from} to ${target}`);
  }

  private async restart(steps: Lockstep, name: string): Promise<void> {
    for (const { containerId } of steps.service(name).replicas)
      value(await steps.connection.restart(containerId, never));
    this.did.push(`restart ${name}`);
  }

  private async raise(steps: Lockstep, limit: number): Promise<void> {
    const [database] = steps.service('postgres').replicas;
    assert.ok(database);
    const statement = `ALTER SYSTEM SET max_connections = ${limit};`;
    const command = ['psql', '-U', 'schedgen', '-d', 'postgres', '-c', statement];
    const options = { env: {}, timeoutMs: 5000, maxBytes: 10_000 };
    const ran = value(await steps.connection.exec(database.containerId, command, options, never));
    assert.equal(ran.exitCode, 0, ran.stderr);
    await this.restart(steps, 'postgres');
    this.did.push(`raise to ${limit}`);
  }
}
