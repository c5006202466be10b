import assert from 'node:assert/strict';
import { ClientAddresses } from '../../../../src/app/live/clientAddresses.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { replicas, stackOf } from '../../support/stacks.js';
import { FakeConnection } from '../support/fakeConnection.js';
import { runbookOfMetrics, service } from '../support/figureWorld.js';
import { dockerContext } from '../support/world.js';

const never = new AbortController().signal;
const pool = (name: string, connectionsPerReplica: number | undefined) => ({ ...service(name), connectionsPerReplica });
const runbook = runbookOfMetrics([], { services: [pool('web', 5), pool('api', 0), pool('worker', undefined)] });

describe('where the known clients of a database are', () => {
  const records = [...replicas('web', 2), ...replicas('api', 1), ...replicas('worker', 1), ...replicas('exporter', 1)];

  function setup(at: Readonly<Record<string, readonly string[]>> = {}, given: readonly ContainerRecord[] = records) {
    const asked: (readonly string[])[] = [];
    const connection = new FakeConnection(dockerContext('here'), new Map());
    connection.readAddresses = (ids) => {
      asked.push(ids);
      return Promise.resolve(new Map(ids.flatMap((id) => (at[id] ? [[id, at[id]] as const] : []))));
    };
    const clients = new ClientAddresses();
    const read = (of = given) => clients.of(connection, stackOf(...of), runbook, never);
    return { asked, read };
  }
  const [one, two] = records.map(({ containerId }) => containerId);
  assert.ok(one !== undefined && two !== undefined);
  const both = { [one]: ['172.18.0.5', 'fd00::5'], [two]: ['172.18.0.6'] };

  it('are those of the running replicas whose pools the runbook tells, in all their networks', async () => {
    const { asked, read } = setup(both);
    assert.deepEqual(await read(), ['172.18.0.5', 'fd00::5', '172.18.0.6']);
    assert.deepEqual(asked, [[one, two]]);
    const ended = records.map((record) =>
      record.containerId === two ? { ...record, state: 'exited' as const } : record,
    );
    assert.deepEqual(await read(ended), ['172.18.0.5', 'fd00::5']);
  });

  it('are asked once for as long as a container runs', async () => {
    const { asked, read } = setup(both);
    await read();
    await read();
    assert.equal(asked.length, 1);
    await read(records.map((record) => (record.containerId === two ? { ...record, startedAt: 77 } : record)));
    assert.deepEqual(asked[1], [two]);
  });

  it('are not known where one of them is not, and are asked for again', async () => {
    const { asked, read } = setup({ [one]: ['172.18.0.5'] });
    assert.deepEqual([await read(), await read()], [undefined, undefined]);
    assert.deepEqual(asked, [[one, two], [two]]);
  });

  it('are none where no client runs', async () => {
    const { asked, read } = setup({}, replicas('exporter', 1));
    assert.deepEqual([await read(), asked], [[], []]);
  });
});
