import { ChangeRunner } from '../../../../src/app/operations/change/changeRunner.js';
import { ScalerSet } from '../../../../src/app/operations/change/scalerSet.js';
import { WantedCounts } from '../../../../src/app/operations/change/wantedCounts.js';
import type { EngineConnection } from '../../../../src/app/ports.js';
import type { ComposeScaler, Scaler, StepListener } from '../../../../src/app/operations/ports.js';
import type { Change } from '../../../../src/core/scaling/change.js';
import { containerOf, type ServicePlan } from '../../../../src/core/scaling/plan.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { ok } from '../../../../src/util/result.js';
import { containerRecord } from '../../support/containerRecord.js';
import type { FakeConnection } from './fakeConnection.js';
import { phases } from './plans.js';
import { watch } from './watch.js';
import { World } from './world.js';

export const web = (number: number, changes: Partial<ContainerRecord> = {}): ContainerRecord =>
  containerRecord('web', number, changes);

export const webId = 'compose:shop/web';

/** Carries out each step at once: what it creates starts with `health`. */
export function fakeScaler(world: World, health: ContainerRecord['health'] = 'starting'): Scaler {
  return {
    apply: (_connection: EngineConnection, plan: ServicePlan, onStep: StepListener) => {
      for (const step of plan.steps) {
        onStep(step, 'begun', containerOf(step));
        if (step.kind === 'remove') {
          world.connection.containers.delete(step.containerId);
          onStep(step, 'done', step.containerId);
        } else {
          const record = web(step.number, { health, containerId: `new-${step.number}` });
          world.connection.put(record);
          onStep(step, 'done', record.containerId);
        }
      }
      return Promise.resolve(ok(undefined));
    },
  };
}

/** A runner over a session whose context `here` holds `records`; the scaler is whatever a test puts in. */
export class RunnerWorld extends World {
  scaler: Scaler = fakeScaler(this);
  composed = 0;
  readonly wanted = new WantedCounts(this.memory);
  readonly scalers = new ScalerSet(
    () => Promise.resolve(this.scaler),
    () => {
      this.composed += 1;
      const whyNot: ComposeScaler['whyNot'] = () => Promise.resolve(undefined);
      return Promise.resolve({ ...this.scaler, whyNot });
    },
    () => Promise.resolve(this.scaler),
  );
  readonly runner = new ChangeRunner(this.session, this.store, this.scalers, this.wanted, this.clock, this.log);

  constructor(...records: readonly ContainerRecord[]) {
    super();
    this.add('here', ...records);
  }

  /** Begins a change on the context `here` and gives what has become of it. */
  begin(plan: ServicePlan, signal = new AbortController().signal) {
    return watch(this.runner.run(plan, 'here', signal));
  }

  get change(): Change | undefined {
    return this.store.state.changes[0];
  }

  get phases(): readonly string[] {
    return phases(this.change);
  }

  /** The engine's health check finds these replicas so. */
  async become(health: ContainerRecord['health'], ...containerIds: readonly string[]): Promise<void> {
    const connection: FakeConnection = this.connection;
    for (const id of containerIds) {
      const record = connection.containers.get(id);
      if (record) connection.put({ ...record, health });
    }
    await this.clock.advance(100);
  }
}
