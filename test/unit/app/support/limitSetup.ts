import { SetConnections } from '../../../../src/app/operations/connections/setConnections.js';
import type { LimitFault } from '../../../../src/core/scaling/connections/limitFault.js';
import { containerRecord } from '../../support/containerRecord.js';
import { FakeDatabase } from './fakeDatabase.js';
import { watch } from './watch.js';
import { World } from './world.js';

export const record = (service: string) => containerRecord(service, 1, { project: 'team' });

/** A stack with a database, and what changes its limit. */
export async function limitSetup() {
  const world = new World();
  world.add('here', ...['frontend', 'backend', 'pdf-worker', 'postgres'].map(record));
  const connection = await world.connected();
  const database = new FakeDatabase(connection, record('postgres'));
  const faults: LimitFault[] = [];
  const steps: string[] = [];
  const setter = new SetConnections(world.session, world.store, world.clock, (fault) => {
    faults.push(fault);
    return fault.fault;
  });
  const abort = new AbortController();
  const carryOut = (to: number, from = 100, context = 'here', written?: Promise<void>, more: object = {}) =>
    watch(
      setter.carryOut(
        { stackId: 'compose:team', context },
        {
          stage: 'set-connections',
          serviceId: 'compose:team/postgres',
          service: 'postgres',
          title: 'postgres',
          from,
          to,
          ...more,
        },
        abort.signal,
        ({ phase }) => {
          steps.push(phase);
          return written;
        },
      ),
    );
  const putBack = (tried: number, dataFolder = '/data') =>
    carryOut(100, tried, 'here', undefined, { dataFolder, putsBack: true });
  return { world, connection, database, faults, steps, abort, setter, carryOut, putBack };
}

export const restarts = (calls: readonly string[]): number => calls.filter((call) => call.startsWith('restart')).length;

/** Once there was time enough for everything. */
export async function settled<T>(world: World, watched: T): Promise<T | undefined> {
  await world.clock.advance(400_000);
  return watched;
}
