import { endedOperation } from '../../../unit/support/teamOperations.js';
import assert from 'node:assert/strict';
import type { Operation } from '../../../../src/core/operation/operation.js';
import type { Check, CheckKind } from '../../../../src/core/verification/check.js';
import { madeChecks, overallVerdict } from '../../../../src/core/verification/verificationRun.js';
import { loadAgent, upload } from '../../../stack/loadRequests.mjs';
import { underLoad } from '../../support/keepAsking.js';
import { expectVerdict, told } from '../told.js';
import type { RealStack } from '../realStack.js';

export const productFaults = (at: () => RealStack): void =>
  void describe('a product with faults', () => {
    it('sees sessions kept in memory, and an upload that is refused', async () => {
      const { stack, pieces, again, runbookOf, runbook } = at();
      pieces.use(runbookOf(stack.addresses.faulty));
      const sessions = await again('sessions-shared');
      expectVerdict(sessions, 'fail');
      assert.match(told(sessions), /401/);
      const flow = await again('flow', 'Upload a PDF');
      expectVerdict(flow, 'fail');
      assert.equal(flow.facts[0]?.verdict, 'fail', told(flow));
      assert.match(flow.facts[0]?.said ?? '', /HTTP 413/);
      pieces.use(runbook);
      expectVerdict(await again('sessions-shared'), 'pass');
    });

    it('sees a queue that only grows, and jobs that are never done, and both pass', async () => {
      const { stack, again } = at();
      const workers = [1, 2].map((number) => stack.container('pdf-worker', number));
      await stack.during(
        async () => {
          await stack.docker('pause', ...workers);
          const agent = loadAgent();
          await Promise.all(Array.from({ length: 70 }, (_, number) => upload(stack.addresses.backend, agent, number)));
          agent.destroy();
        },
        async () => expectVerdict(await again('queue-falling', 'pdf-worker'), 'fail'),
        () => stack.docker('unpause', ...workers),
      );
      const falling = await again('queue-falling', 'pdf-worker');
      expectVerdict(falling, 'pass');
      expectVerdict(await again('flow', 'Upload a PDF'), 'pass');
    });

    it('sees a full connection pool, in the database, in the logs and in the errors', async () => {
      const { stack, pieces, becomes } = at();
      const operation: Operation = { ...endedOperation('pool', 'done', undefined), startedAt: Date.now() };
      const plan = { ...operation.plan, context: 'test', stackId: stack.stackId };
      const seen = await underLoad([`${stack.addresses.backend}/api/schedules?holdMs=6000`], 150, async () => {
        // Requests give up after seconds, and the rules see of it when the errors are next counted and read.
        await becomes('error-rate', 'backend', 'fail');
        return pieces.verify(['backend'], { ...operation, plan });
      });
      const of = (kind: CheckKind): Check => madeChecks(seen).find((check) => check.kind === kind) ?? assert.fail(kind);
      for (const kind of ['connections-within', 'no-exhaustion', 'no-new-errors', 'error-rate'] as const)
        expectVerdict(of(kind), 'fail');
      assert.match(told(of('no-exhaustion')), /pool is exhausted|no connection slot/);
      assert.equal(overallVerdict(seen), 'fail');
    });
  });
