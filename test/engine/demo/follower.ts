import assert from 'node:assert/strict';
import { isReady, isStarting } from '../../../src/core/policy/condition.js';
import type { Refusal } from '../../../src/core/policy/decision.js';
import { planScale } from '../../../src/core/scaling/planScale.js';
import { createReplicateScaler } from '../../../src/engine/main.js';
import { never, value } from '../support/connection.js';
import type { Lockstep } from './lockstep.js';

/** Who has done something looks for so long whether it helps, before they do the same again. */
const patienceMs = 3 * 60_000;

interface Deed {
  /** What it is about: how many replicas may change while somebody thinks. */
  readonly about: string;
  readonly what: string;
  readonly carryOut: () => Promise<void>;
}

/** Does what the rules of the runbook say, and nothing else, after a time for reading and thinking. */
export class Follower {
  /** What was done, in order. */
  readonly did: string[] = [];
  private readonly adviseSince = new Map<string, number>();
  private readonly doneAt = new Map<string, number>();

  /** @param decisionMs from the advice to the deed */
  constructor(private readonly decisionMs: number) {}

  /** After one look: every service's advice. */
  readonly follow = async (steps: Lockstep): Promise<void> => {
    const deeds = [...steps.runbook.services.flatMap(({ name }) => this.advice(steps, name)), ...this.unwell(steps)];
    for (const about of this.adviseSince.keys())
      if (!deeds.some((deed) => deed.about === about)) this.adviseSince.delete(about);
    for (const { about, what, carryOut } of deeds) {
      const since = this.adviseSince.get(about) ?? steps.now;
      this.adviseSince.set(about, since);
      if (steps.now - since < this.decisionMs || steps.now - (this.doneAt.get(what) ?? -Infinity) < patienceMs)
        continue;
      await carryOut();
      this.doneAt.set(what, steps.now);
      this.did.push(what);
    }
  };

  private advice(steps: Lockstep, name: string): readonly Deed[] {
    const { recommendation, refusals } = steps.of(name).policy.decision;
    const remedy = (wanted: string): boolean =>
      refusals.some((refusal) => refusal.refusal === 'other-remedy' && refusal.remedy === wanted);
    const short = refusals.find(
      (refusal): refusal is Refusal & { refusal: 'connections' } => refusal.refusal === 'connections',
    );
    const deeds: Deed[] = [];
    if (short && remedy('raise-connections'))
      deeds.push({ about: 'connections', what: 'raise connections', carryOut: () => this.raise(steps, short.raiseTo) });
    // "Restart Traefik": one replica alone is hot, and another beside it did not help.
    if (remedy('lower-peak')) deeds.push(this.restart(steps, 'traefik'));
    if (recommendation?.restartFirst) deeds.push(this.restart(steps, name));
    else if (recommendation) deeds.push(this.scale(steps, name, recommendation.target));
    return deeds;
  }

  /** "Restart unhealthy instances". */
  private unwell(steps: Lockstep): readonly Deed[] {
    return steps.stack.services.flatMap(({ replicas }) =>
      replicas
        .filter((replica) => !isReady(replica) && !isStarting(replica))
        .map(({ name, containerId }) => ({
          about: `restart ${name}`,
          what: `restart ${name}`,
          carryOut: async () => value(await steps.connection.restart(containerId, never)),
        })),
    );
  }

  private scale(steps: Lockstep, name: string, target: number): Deed {
    const plan = planScale(steps.stack, steps.runbook, steps.service(name), target, 'replicate', undefined);
    const carryOut = async (): Promise<void> => {
      value(await createReplicateScaler().apply(steps.connection, plan, () => undefined, never));
    };
    return { about: `${name} from ${plan.from}`, what: `${name} ${plan.from} to ${target}`, carryOut };
  }

  private restart(steps: Lockstep, name: string): Deed {
    const carryOut = async (): Promise<void> => {
      for (const { containerId } of steps.service(name).replicas)
        value(await steps.connection.restart(containerId, never));
    };
    return { about: `restart ${name}`, what: `restart ${name}`, carryOut };
  }

  private async raise(steps: Lockstep, limit: number): Promise<void> {
    const [database] = steps.service('postgres').replicas;
    assert.ok(database);
    const statement = `ALTER SYSTEM SET max_connections = ${limit};`;
    const command = ['psql', '-U', 'schedgen', '-d', 'postgres', '-c', statement];
    const options = { env: {}, timeoutMs: 5000, maxBytes: 10_000 };
    const ran = value(await steps.connection.exec(database.containerId, command, options, never));
    assert.equal(ran.exitCode, 0, ran.stderr);
    await this.restart(steps, 'postgres').carryOut();
  }
}
