import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GuardReader } from '../../../src/app/operations/guardFacts.js';
import { LiveGuards } from '../../../src/app/operations/liveGuards.js';
import { baselineCounts } from '../../../src/core/operation/plan/baselineCounts.js';
import type { Operation } from '../../../src/core/operation/operation.js';
import { allGuards, blockingGuards } from '../../../src/core/operation/plan/operationPlan.js';
import type { OperationRequest } from '../../../src/core/operation/plan/operationRequest.js';
import type { Stage } from '../../../src/core/operation/stage.js';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { findStack } from '../../../src/core/stack/stack.js';
import { systemClock } from '../../../src/editor/clock.js';
import { LockFiles } from '../../../src/editor/journal/serviceLocks.js';
import { createGuardSources } from '../../../src/engine/main.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { loadAgent, upload } from '../../stack/loadRequests.mjs';
import { claimStack } from '../../stack/claimStack.mjs';
import { stackAddresses } from '../../stack/stackProject.mjs';
import { stackDown } from '../../stack/stackDown.mjs';
import { stackLoad } from '../../stack/stackLoad.mjs';
import { stackUp } from '../../stack/stackUp.mjs';
import { until } from '../support/connection.js';
import { OperationPieces } from '../operations/operationPieces.js';
import { LivePieces } from '../policy/livePieces.js';
import { balancerCounts } from './balancerCounts.js';

const ofTheMachine = new Set(
  bundledRunbook.metrics.filter(({ group }) => ['latency', 'cpu', 'database'].includes(group)).map(({ id }) => id),
);

/**
 * The bundled runbook with shorter waits, and with workers that need what those of this stack do: 128 MB, not the 2 GB of the real ones. Without
 * its rules on times, connections and CPU: ten workers that start have both cores of a small machine for themselves, and answers then take as long as they take.
 */
const runbook: Runbook = {
  ...bundledRunbook,
  origin: 'file',
  services: bundledRunbook.services.map((service) => ({ ...service, memoryPerReplicaBytes: 128 * 1024 ** 2 })),
  rules: bundledRunbook.rules.filter(({ metric }) => !ofTheMachine.has(metric)),
  operations: { ...bundledRunbook.operations, settleMs: 5000 },
  scaleDown: { ...bundledRunbook.scaleDown, betweenMs: 5000 },
};
const stackId = 'compose:up-schedule-generator';

/** The workers' counts on the way, and what is waited for between them. */
const way = (stages: readonly Stage[]): readonly string[] =>
  stages.flatMap((stage) => {
    if (stage.stage === 'observe') return [`look after ${stage.after}`];
    return stage.stage === 'scale' && stage.service === 'pdf-worker' ? [`${stage.from} to ${stage.to}`] : [];
  });

describe('3 to 30 workers and back, on the real stack under load', function () {
  this.timeout(600_000);
  let release: () => void;
  let folder: string;
  let live: LivePieces;
  let pieces: OperationPieces;

  before(async function () {
    this.timeout(1_800_000);
    release = await claimStack();
    const { host } = await ensureDockerEngine();
    await stackUp({ tell: () => undefined });
    folder = mkdtempSync(join(tmpdir(), 'scalebook-rungs-'));
    live = await LivePieces.start([{ runbook, folder: '/nowhere' }]);
    const settings = { protectedContexts: () => [], mayRun: () => true };
    const sources = (): Promise<ReturnType<typeof createGuardSources>> =>
      Promise.resolve(createGuardSources('docker', process.env));
    const reader = new GuardReader(live.store, sources, new LockFiles(join(folder, 'locks')), settings, systemClock);
    const guards = new LiveGuards(reader, () => Promise.reject(new Error('no profile is applied here')));
    pieces = new OperationPieces({ host, folder, runbook, guards, live });
  });

  after(async () => {
    pieces.stop();
    live.stop();
    await stackDown({ tell: () => undefined });
    release();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Carries it out; what its guards block is overridden with a reason, as a person could. */
  async function carryOut(request: OperationRequest): Promise<Operation> {
    const planned = await pieces.planner.operation(request, AbortSignal.timeout(20_000));
    assert.ok(planned.ok, JSON.stringify(planned));
    const overrides = blockingGuards(planned.value).map(({ guard }) => ({ guard: guard.guard, reason: 'a test' }));
    const ran = await pieces.runner.run(planned.value, overrides, new AbortController().signal);
    assert.ok(ran.ok, JSON.stringify(ran));
    assert.equal(ran.value.outcome?.result, 'done', JSON.stringify(ran.value.outcome?.problem));
    return ran.value;
  }

  async function uploadJobs(amount: number): Promise<void> {
    const agent = loadAgent();
    for (let sent = 0; sent < amount; sent += 10) {
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, index) => upload(stackAddresses().backend, agent, sent + index)),
      );
      assert.ok(outcomes.every(({ failure }) => failure === undefined));
    }
    agent.destroy();
  }

  it('fails no request at the balancer', async () => {
    const { dashboard } = stackAddresses();
    const before = await balancerCounts(dashboard);
    const end = new AbortController();
    await uploadJobs(300);
    const load = stackLoad({ rps: 15, jobs: 0, minutes: 10, signal: end.signal, tell: () => undefined });
    let up: Operation;
    let down: Operation;
    try {
      await until('levels are known', () => live.levelOf(`${stackId}/backend`, 'error-rate') === 'normal', 120_000);
      up = await carryOut({ kind: 'scale', stackId, counts: { 'pdf-worker': 30 } });
      const { snapshot } = live.store.state;
      const stack = snapshot && findStack(snapshot, stackId);
      assert.ok(stack);
      down = await carryOut({ kind: 'baseline', stackId, counts: baselineCounts(stack, runbook) ?? {} });
    } finally {
      end.abort();
    }
    const { sent, failed, heldBack, failures, servedBy } = await load;

    assert.deepEqual(way(up.plan.stages).slice(0, 5), [
      '3 to 10',
      'look after up',
      '10 to 20',
      'look after up',
      '20 to 30',
    ]);
    assert.deepEqual(up.outcome?.counts, { 'pdf-worker': 30 });
    assert.deepEqual(
      way(down.plan.stages).filter((text) => !text.startsWith('look')),
      ['30 to 15', '15 to 8', '8 to 4', '4 to 3'],
    );
    assert.ok(
      allGuards(down.plan).some(({ guard }) => guard.verdict === 'block'),
      'the way down is held back under load',
    );
    assert.equal(down.outcome?.counts['pdf-worker'], 3);

    assert.ok(sent > 500, `${sent} requests`);
    assert.equal(heldBack, 0);
    assert.equal(failed, 0, JSON.stringify(failures));
    assert.ok(Object.keys(servedBy).length >= 2, 'both services answered');
    const after = await balancerCounts(dashboard);
    // A stack behind Traefik has no such counts; there the clients' own are all there is.
    if (before && after) {
      assert.ok(
        after.requests - before.requests >= sent,
        `${after.requests - before.requests} of ${sent} at the balancer`,
      );
      assert.equal(after.failed - before.failed, 0);
    }
    console.log(
      `      ${sent} requests, ${failed} failed, at the balancer ${after ? after.failed - (before?.failed ?? 0) : 'not told'}`,
    );
  });
});
