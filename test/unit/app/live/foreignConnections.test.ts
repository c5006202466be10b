import assert from 'node:assert/strict';
import { foreignQuery } from '../../../../src/core/runbook/connectionMetrics.js';
import { containerRecord } from '../../support/containerRecord.js';
import { figureWorld, runbookOfMetrics, service } from '../support/figureWorld.js';

describe('the figure of connections that no known pool accounts for', () => {
  it('is asked of all addresses but those of the known clients, once for the stack', async () => {
    const web = containerRecord('web', 1);
    const made = await figureWorld();
    made.set.runbook = runbookOfMetrics([], {
      services: [
        { ...service('web'), connectionsPerReplica: 5 },
        { ...service('api'), connectionsPerReplica: 2 },
      ],
    });
    made.connection.addresses = new Map([[web.containerId, ['172.18.0.5']]]);
    const statements: string[] = [];
    made.connection.onExec = (command) => {
      statements.push(command.at(-1) ?? '');
      return { exitCode: 0, stdout: '7\n', stderr: '' };
    };
    made.feed.demand.acquire();
    await made.clock.advance(0);
    assert.deepEqual(statements.sort(), ['SHOW max_connections', foreignQuery(['172.18.0.5'])].sort());
    assert.equal(made.figure('foreignConnections')?.value, 7);
  });
});
