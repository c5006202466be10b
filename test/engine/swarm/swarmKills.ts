import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { buildWindow, killInTheMiddle } from '../operations/killableWindow.js';
import { killPoints, killsOfEachKind, type KillPoint } from '../operations/killPoint.js';
import type { Ground } from '../operations/operationPieces.js';
import { OtherWindow } from '../operations/otherWindow.js';
import { until } from '../support/connection.js';
import { running, STACK, type SwarmWorld } from './swarmWorld.js';

const longestDelayMs = 600;
/** In the wait between the two rungs: after `started`, the four lines of the first rung, and the one with which the wait begins. */
const betweenRungs: KillPoint = { share: 5.5 / 11, delayMs: 100, rests: true, again: undefined };

/** Windows that are killed while they take `web` from 2 to 6 by rungs. */
export function killsOnSwarm(worldOf: () => SwarmWorld): void {
  describe('with a window that is killed on the way up by rungs', function () {
    const more = killsOfEachKind(0);
    this.timeout(120_000 * (1 + more));
    let folder = '';

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'scalebook-killed-'));
      await buildWindow();
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    const docker = (...args: readonly string[]): Promise<string> => worldOf().swarm.docker(...args);
    const settled = async (count: number): Promise<void> =>
      until(`${count} run`, async () => {
        const { replicas } = await worldOf().service('web');
        return replicas.length === count && running(await worldOf().service('web')) === count;
      });
    /** Ids of all tasks that it ever had, as far as the Swarm remembers. */
    const tasks = async (): Promise<ReadonlySet<string>> =>
      new Set(
        (await docker('service', 'ps', '--no-trunc', '--format', '{{.ID}}', `${STACK}_web`))
          .split('\n')
          .filter(Boolean),
      );

    async function killOnce(run: number, point: KillPoint): Promise<void> {
      await docker('service', 'scale', '--detach', `${STACK}_web=2`);
      await settled(2);
      const before = await tasks();
      const runbook: Ground['runbook'] = {
        ...{ ...defaultRunbook, origin: 'file', stack: STACK, rungs: [4, 6] },
        operations: { ...defaultRunbook.operations, settleMs: 1500 },
      };
      const { host } = worldOf().swarm.manager;
      const ground: Ground = { host, folder: join(folder, String(run)), runbook, preference: 'auto' };
      const request = { kind: 'scale', stackId: `swarm:${STACK}`, counts: { web: 6 } } as const;
      const isKilled = await killInTheMiddle(ground, request, point);
      const window = await OtherWindow.open(ground);
      try {
        const { result, counts } = window.operation.outcome ?? {};
        const message = `${isKilled ? 'killed' : 'not killed'} ${window.where}: ${result}, ${window.offer ? 'offered' : 'not offered'}`;
        console.log(`      ${message}`);
        const { swarm } = await worldOf().service('web');
        assert.equal(counts?.['web'], swarm?.wanted, `the journal and the Swarm agree, ${message}`);
        assert.equal(result, window.offer ? 'interrupted' : 'done', message);
        if (point === betweenRungs) {
          assert.deepEqual([isKilled, result, counts], [true, 'interrupted', { web: 4 }], message);
          assert.deepEqual(window.offer?.counts, { web: 6 });
        }
        await window.goOn();
        assert.equal(window.offer, undefined);
        await settled(6);
        const made = [...(await tasks())].filter((id) => !before.has(id));
        assert.equal(made.length, 4, `each task was made once, ${message}`);
        await window.expectFree();
      } finally {
        window.close();
      }
    }

    it('between two rungs: the journal, the offer and the Swarm agree, and no task is made twice', () =>
      killOnce(0, betweenRungs));

    if (more > 0)
      it('at any point: the same', async () => {
        for (const [index, point] of killPoints(more, longestDelayMs).entries()) await killOnce(index + 1, point);
      });
  });
}
