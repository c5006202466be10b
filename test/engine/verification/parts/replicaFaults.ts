import assert from 'node:assert/strict';
import { until } from '../../support/connection.js';
import { underLoad } from '../../support/keepAsking.js';
import { expectVerdict, named, told } from '../told.js';
import type { RealStack } from '../realStack.js';

export const replicaFaults = (at: () => RealStack): void =>
  void describe('replicas with faults', () => {
    it('sees a replica that answers 500, from outside and from inside', async () => {
      const { stack, again, backends } = at();
      const [sick = '', well] = backends;
      await stack.during(
        () => stack.docker('exec', sick, 'touch', '/tmp/fault'),
        async () => {
          const inside = await again('health-inside');
          expectVerdict(inside, 'fail');
          assert.deepEqual([named(inside, 'fail'), named(inside, 'pass')], [[sick], [well]]);
          assert.equal(inside.facts.find(({ of }) => of === sick)?.value, 500);
          const url = await again('health-url');
          expectVerdict(url, 'fail');
          assert.equal(url.facts[0]?.value, 500, told(url));
          expectVerdict(await again('replicas-healthy'), 'pass');
        },
        () => stack.docker('exec', sick, 'rm', '/tmp/fault'),
      );
      expectVerdict(await again('health-inside'), 'pass');
    });

    it('sees a replica that stands still, and the alert that fires for it in Prometheus and Alertmanager', async () => {
      const { stack, pieces, again, becomes, backends } = at();
      const [frozen = '', well = ''] = backends;
      await stack.during(
        () => stack.docker('pause', frozen),
        async () => {
          const replicas = await again('replicas-healthy');
          expectVerdict(replicas, 'fail');
          assert.deepEqual([named(replicas, 'fail'), named(replicas, 'pass')], [[frozen], [well]]);
          await pieces.wanted.set('test', `${stack.stackId}/backend`, 2);
          expectVerdict(await again('count-as-wanted'), 'fail');
          const alerts = await becomes('alerts', stack.project, 'fail');
          assert.ok(named(alerts, 'fail').includes('ReplicaSilent'), told(alerts));
          const both = ['prometheus', 'alertmanager'];
          await until(
            'both tell',
            async () => {
              const told = named(await again('alerts', stack.project), 'fail');
              return both.every((from) => told.includes(from));
            },
            60_000,
          );
        },
        () => stack.docker('unpause', frozen),
      );
      await becomes('alerts', stack.project, 'pass');
      expectVerdict(await again('count-as-wanted'), 'pass');
      await becomes('balancer-list', 'backend', 'pass');
    });

    it('sees a slow backend, and the CPU that it has too little of', async () => {
      const { stack, becomes, backends } = at();
      const cpus = (count: string): Promise<unknown> => stack.docker('update', '--cpus', count, ...backends);
      await stack.during(
        () => cpus('0.2'),
        () =>
          underLoad([`${stack.addresses.backend}/api/schedules`], 70, async () => {
            // On a busy machine not even this little is had at once.
            const failing = (['cpu-per-replica', 'response-time'] as const).map((kind) =>
              becomes(kind, 'backend', 'fail'),
            );
            const times = (await Promise.all(failing))[1] ?? assert.fail();
            assert.ok((times.facts[0]?.value ?? 0) > 500, told(times));
          }),
        () => cpus('0.5'),
      );
      await becomes('response-time', 'backend', 'pass');
    });

    it('sees a replica that has too little memory', async () => {
      const { stack, again, backends } = at();
      const [full = ''] = backends;
      const limit = (amount: string): Promise<unknown> =>
        stack.docker('update', '--memory', amount, '--memory-swap', amount, full);
      const memory = await stack.during(
        () => limit('60m'),
        () => again('memory-per-replica'),
        () => limit('256m'),
      );
      expectVerdict(memory, 'fail');
      assert.deepEqual(named(memory, 'fail'), [full], told(memory));
    });
  });
