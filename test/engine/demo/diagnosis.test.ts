import assert from 'node:assert/strict';
import { Diagnoser } from '../../../src/app/diagnosis/diagnoser.js';
import type { Diagnosis } from '../../../src/core/diagnosis/diagnosis.js';
import { isAlarm } from '../../../src/core/policy/level.js';
import type { ScenarioId } from '../../../src/core/demo/scenario.js';
import { systemClock } from '../../../src/editor/clock.js';
import { createDiagnosisSources, createGuardSources } from '../../../src/engine/main.js';
import { createVerificationSources } from '../../../src/sources/main.js';
import { diagnosisSummary } from '../../../src/view/diagnosis/diagnosisSummary.js';
import { firstOf } from '../diagnosis/diagnosisWorld.js';
import { never, value } from '../support/connection.js';
import { sessionOn } from '../support/session.js';
import { Lockstep } from './lockstep.js';

const slowLookMs = 30_000;

describe('diagnosis of the demo', function () {
  this.timeout(120_000);
  let steps: Lockstep;
  beforeEach(async () => (steps = await Lockstep.open({ lookMs: slowLookMs })));
  afterEach(() => steps.close());

  async function diagnose(service: string): Promise<Diagnosis> {
    const { store, runbook, connection } = steps;
    // Time stands still in the demo, and not for whoever waits between two readings.
    const clock = { ...steps.clock, after: systemClock.after.bind(systemClock) };
    store.update({
      connection: { phase: 'idle' },
      runbooks: [{ runbook: { ...runbook, origin: 'file' }, folder: '/nowhere' }],
      runbooksRead: true,
    });
    const session = sessionOn(connection.context, store);
    const lease = session.demand.acquire();
    try {
      const diagnoser = new Diagnoser({
        ...{ session, store, needs: [], clock },
        sources: () => Promise.resolve(createDiagnosisSources()),
        guardSources: () => Promise.resolve(createGuardSources('docker', process.env)),
        verificationSources: () => Promise.resolve(createVerificationSources()),
        readRunbooks: () => Promise.resolve(),
        loadJournal: () => Promise.resolve(),
        mayRun: () => true,
      });
      return value(await diagnoser.run('compose:up-schedule-generator', service, never));
    } finally {
      lease.dispose();
      session.dispose();
    }
  }

  async function after(scenario: ScenarioId, minutes: number): Promise<void> {
    steps.demo.play(scenario);
    await steps.goOn(minutes);
  }

  it('sees every part of it on an ordinary day, and nothing wrong', async () => {
    await steps.goOn(2);
    const { causes, lookedAt } = await diagnose('backend');
    assert.deepEqual(causes, []);
    assert.deepEqual(
      lookedAt.filter(({ problem }) => problem),
      [],
    );
    for (const wanted of ['statements', 'redis', 'database', 'balancer', 'rules'] as const)
      assert.ok(
        lookedAt.some(({ part }) => part === wanted),
        wanted,
      );
  });

  it('names the leak, while there is time for a restart', async () => {
    steps.demo.play('memory-leak');
    const isTold = (): boolean => isAlarm(steps.signal('pdf-worker', 'memory-growth').level);
    for (let turn = 0; turn < 20 && !(turn > 0 && isTold()); turn += 1) await steps.goOn(5);
    assert.ok(isTold() && steps.service('pdf-worker').replicas.every(({ restarts }) => restarts === 0));
    const diagnosis = await diagnose('pdf-worker');
    const cause = firstOf(diagnosis, 'out-of-memory', 'leak');
    assert.ok(cause.percentPerHour > 5, `${cause.percentPerHour} % an hour`);
    assert.deepEqual(cause.remedies[0]?.remedy, 'restart');
    assert.match(diagnosisSummary(diagnosis), /memory/i);
  });

  it('names the balancer that keeps clients with one replica', async () => {
    await after('uneven-balancer', 2);
    const diagnosis = await diagnose('backend');
    const cause = firstOf(diagnosis, 'uneven-load', 'sticky');
    assert.deepEqual(cause.evidence[0]?.shows, 'sticky');
  });
});
