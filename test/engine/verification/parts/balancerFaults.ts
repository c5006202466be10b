import assert from 'node:assert/strict';
import { expectVerdict, named, told } from '../told.js';
import type { RealStack } from '../realStack.js';

export const balancerFaults = (at: () => RealStack): void =>
  void describe('a balancer with faults', () => {
    it('sees one server of the balancer drained', async () => {
      const { stack, again } = at();
      const [drained = ''] = await stack.servers('backend');
      await stack.during(
        () => stack.balancer(`set server backend/${drained} state drain`),
        async () => {
          const [list, spread, sticky] = [
            await again('balancer-list'),
            await again('load-spread'),
            await again('no-sticky'),
          ];
          expectVerdict(list, 'fail');
          assert.deepEqual(list.facts.map(({ said }) => said).toSorted(), ['DRAIN', 'UP'], told(list));
          expectVerdict(spread, 'fail');
          assert.deepEqual(named(spread, 'fail'), named(list, 'fail'), told(spread));
          assert.equal(spread.facts.find(({ verdict }) => verdict === 'fail')?.value, 0);
          expectVerdict(sticky, 'fail');
        },
        () => stack.balancer(`set server backend/${drained} state ready`),
      );
      expectVerdict(await again('load-spread'), 'pass');
    });

    it('sees requests sent unevenly', async () => {
      const { stack, again } = at();
      const [heavy = '', light = ''] = await stack.servers('backend');
      await stack.during(
        async () => {
          await stack.balancer(`set weight backend/${heavy} 200`);
          await stack.balancer(`set weight backend/${light} 40`);
        },
        async () => {
          const spread = await again('load-spread');
          expectVerdict(spread, 'fail');
          assert.ok(spread.pValue !== undefined && spread.pValue < 0.01, told(spread));
          assert.ok(
            spread.facts.every(({ value = 0 }) => value > 0),
            told(spread),
          );
          expectVerdict(await again('balancer-list'), 'pass');
        },
        async () => {
          await stack.balancer(`set weight backend/${heavy} 1`);
          await stack.balancer(`set weight backend/${light} 1`);
        },
      );
    });

    it('tells by the networks of the replicas alone whether all get requests', async () => {
      const { stack, pieces, again, runbook } = at();
      const { services } = runbook.verification;
      const { backend } = services;
      assert.ok(backend);
      const blind = { ...services, backend: { ...backend, servedBy: undefined } };
      pieces.use({ ...runbook, verification: { ...runbook.verification, requestsPerReplica: 100, services: blind } });
      expectVerdict(await again('load-spread'), 'pass');
      const [drained = ''] = await stack.servers('backend');
      const spread = await stack.during(
        () => stack.balancer(`set server backend/${drained} state drain`),
        () => again('load-spread'),
        () => stack.balancer(`set server backend/${drained} state ready`),
      );
      expectVerdict(spread, 'fail');
      assert.equal(named(spread, 'fail').length, 1, told(spread));
      pieces.use(runbook);
    });

    it('sees a balancer that keeps clients with one replica', async () => {
      const { stack, pieces, again, runbookOf, runbook } = at();
      const { services } = runbook.verification;
      const { backend } = services;
      assert.ok(backend);
      const moved = runbookOf(stack.addresses.sticky);
      const named = { ...services, backend: { ...backend, balancerName: 'sticky' } };
      pieces.use({ ...moved, verification: { ...moved.verification, services: named } });
      const sticky = await again('no-sticky');
      expectVerdict(sticky, 'fail');
      assert.deepEqual(
        sticky.facts.map(({ verdict }) => verdict),
        ['fail', 'fail'],
        told(sticky),
      );
      // Each request of a test of evenness is another client's.
      expectVerdict(await again('load-spread'), 'pass');
      pieces.use(runbook);
    });

    it('accepts a fair balancer at 10 replicas with 200 requests, and names the one that gets nothing', async () => {
      const { stack, again, becomes } = at();
      await stack.scale({ backend: 10 });
      await becomes('balancer-list', 'backend', 'pass');
      for (let times = 0; times < 5; times++) {
        const spread = await again('load-spread');
        expectVerdict(spread, 'pass');
        assert.equal(spread.facts.length, 10);
        assert.equal(
          spread.facts.reduce((sum, { value = 0 }) => sum + value, 0),
          200,
          told(spread),
        );
      }
      const [drained = ''] = await stack.servers('backend');
      const spread = await stack.during(
        () => stack.balancer(`set server backend/${drained} state drain`),
        () => again('load-spread'),
        () => stack.balancer(`set server backend/${drained} state ready`),
      );
      expectVerdict(spread, 'fail');
      assert.equal(named(spread, 'fail').length, 1, told(spread));
      await stack.scale({ backend: 2 });
    });
  });
