import assert from 'node:assert/strict';
import { scenarioIds, type ScenarioId } from '../../../src/core/demo/scenario.js';
import { Follower } from './follower.js';
import { Lockstep } from './lockstep.js';

/** How a scenario ends for those who do what the rules say, and for those who do nothing. Minutes of the clock. */
interface Story {
  readonly minutes: { readonly followed: number; readonly ignored: number };
  /** Looked at half as often as the product does: as much as the rules bear, for what takes an hour. */
  readonly isLong?: true;
  readonly followed: (steps: Lockstep, did: readonly string[]) => void;
  /** What is measured of it, and grows worse. */
  readonly worsens: (steps: Lockstep) => number;
  readonly ignored: (steps: Lockstep) => void;
}

/** From the advice to the deed: a notification is read, a plan looked through. */
const decisionMs = 30_000;

const level = (steps: Lockstep, service: string, rule: string): string => steps.signal(service, rule).level;
const some = (did: readonly string[], wanted: RegExp): void =>
  assert.ok(
    did.some((line) => wanted.test(line)),
    `${String(wanted)} is not in: ${did.join(', ')}`,
  );

/** No rule of the runbook has anything to say, and nobody is asked for more. */
function allIsNormal(steps: Lockstep): void {
  for (const { name } of steps.runbook.services) {
    const { signals, decision } = steps.of(name).policy;
    const bad = signals.filter(({ level: found }) => found === 'warning' || found === 'critical');
    assert.deepEqual(
      bad.map(({ rule, value }) => `${name} ${rule.id} ${value ?? ''}`),
      [],
    );
    assert.notEqual(decision.recommendation?.direction, 'up');
  }
}

const stories = {
  'monday-spike': {
    minutes: { followed: 12, ignored: 16 },
    followed(steps, did) {
      some(did, /^pdf-worker 3 to \d+$/);
      assert.ok(steps.count('pdf-worker') <= 10, 'no more than the next rung');
      assert.ok(steps.figure('pdf-worker', 'jobs-waiting') < 20);
    },
    worsens: (steps) => steps.figure('pdf-worker', 'queue-wait'),
    ignored(steps) {
      assert.equal(level(steps, 'pdf-worker', 'jobs-waiting'), 'critical');
      assert.ok(steps.figure('pdf-worker', 'jobs-waiting') > 300);
      assert.equal(level(steps, 'pdf-worker', 'cpu-average'), 'critical');
      assert.equal(steps.of('pdf-worker').policy.decision.state, 'scale-now');
    },
  },
  'exam-release': {
    minutes: { followed: 15, ignored: 12 },
    followed(steps, did) {
      some(did, /^pdf-worker \d to 10$/);
      // "Sudden traffic spike (queue > 500): scale aggressively to 20 workers."
      some(did, /^pdf-worker 10 to 20$/);
      assert.ok(steps.count('pdf-worker') <= 21, did.join());
      assert.ok(steps.figure('pdf-worker', 'jobs-waiting') < 20);
    },
    worsens: (steps) => steps.figure('pdf-worker', 'jobs-waiting'),
    ignored: (steps) => assert.ok(steps.figure('pdf-worker', 'jobs-waiting') > 1450),
  },
  'memory-leak': {
    minutes: { followed: 56, ignored: 126 },
    isLong: true,
    followed(steps, did) {
      some(did, /^restart pdf-worker$/);
      const { replicas } = steps.service('pdf-worker');
      assert.ok(
        replicas.every(({ restarts }) => restarts === 0),
        'none was killed',
      );
      assert.ok(steps.figure('pdf-worker', 'memory-average') < 30);
    },
    worsens: (steps) => steps.service('pdf-worker').replicas.reduce((sum, { restarts }) => sum + restarts, 0),
    ignored(steps) {
      // Killed again and again, and full again soon after each time.
      assert.ok(steps.service('pdf-worker').replicas.every(({ restarts }) => restarts >= 2));
      assert.equal(level(steps, 'pdf-worker', 'memory-average'), 'critical');
      assert.equal(steps.of('pdf-worker').policy.decision.state, 'scale-now');
    },
  },
  'connections-exhausted': {
    minutes: { followed: 10, ignored: 26 },
    followed(steps, did) {
      some(did, /^raise connections$/);
      assert.ok(steps.demo.world.database.maxConnections >= steps.count('backend') * 50 + 50);
      assert.ok(steps.figure('backend', 'error-rate') < 0.5);
    },
    worsens: (steps) => steps.figure('backend', 'error-rate'),
    ignored(steps) {
      for (const rule of ['active-connections', 'pool-usage', 'connection-wait', 'error-rate', 'server-errors'])
        assert.equal(level(steps, 'backend', rule), 'critical', rule);
      assert.equal(
        steps.of('backend').policy.decision.recommendation,
        undefined,
        'no backend is added to such a database',
      );
    },
  },
  'sick-replica': {
    minutes: { followed: 12, ignored: 22 },
    followed(steps, did) {
      some(did, /^restart up-schedule-generator-backend-2$/);
      assert.ok(steps.service('backend').replicas.every(({ health }) => health === 'healthy'));
      assert.ok(steps.figure('backend', 'cpu-average') < 60);
    },
    worsens: (steps) => steps.figure('backend', 'error-rate'),
    ignored(steps) {
      for (const rule of ['p95', 'error-rate', 'timeouts'])
        assert.equal(level(steps, 'backend', rule), 'critical', rule);
      assert.equal(steps.service('backend').replicas.filter(({ health }) => health === 'unhealthy').length, 1);
    },
  },
  'uneven-balancer': {
    minutes: { followed: 18, ignored: 26 },
    followed(steps, did) {
      some(did, /^backend 3 to 4$/);
      some(did, /^restart traefik$/);
      assert.equal(did.length, 2, did.join());
      assert.ok(steps.figure('backend', 'cpu-peak') < 60);
    },
    worsens: (steps) => steps.figure('backend', 'p95'),
    ignored(steps) {
      assert.equal(level(steps, 'backend', 'p95'), 'critical');
      assert.ok(steps.figure('backend', 'error-rate') > 5);
      assert.ok(steps.figure('backend', 'cpu-average') < 60, 'the others have nothing to do');
    },
  },
  'quiet-night': {
    minutes: { followed: 62, ignored: 60 },
    isLong: true,
    followed(steps, did) {
      some(did, /^pdf-worker 10 to 5$/);
      some(did, /^pdf-worker 5 to 3$/);
      const counts = ['frontend', 'backend', 'pdf-worker'].map((name) => steps.count(name));
      assert.deepEqual(counts, [1, 1, 3], did.join(', '));
    },
    // Nothing breaks on a quiet night: what grows is what is paid for, and the rules say is not needed.
    worsens: (steps) => steps.wastedMinutes,
    ignored(steps) {
      assert.equal(steps.of('pdf-worker').policy.decision.recommendation?.target, 5);
      assert.ok(steps.figure('pdf-worker', 'cpu-average') < 10);
    },
  },
} as const satisfies Readonly<Record<ScenarioId, Story>>;

/** In business hours, on which the way down has to wait anywhere else. */
const tuesdayMorning = Date.UTC(2026, 8, 1, 9, 30);

describe('scenarios of the demo as it is shipped, by the rules of the runbook', function () {
  this.timeout(60_000);
  let steps: Lockstep;
  afterEach(() => steps.close());

  async function begin(id: ScenarioId, { isLong }: Story): Promise<void> {
    steps = await Lockstep.open({ beginsAt: tuesdayMorning, ...(isLong ? { lookMs: 30_000 } : {}) });
    await steps.goOn(2);
    allIsNormal(steps);
    steps.demo.play(id);
  }

  for (const id of scenarioIds) {
    const story: Story = stories[id];

    it(`${id} ends well when the advice is followed, by somebody who takes their time`, async () => {
      await begin(id, story);
      const follower = new Follower(decisionMs);
      await steps.goOn(story.minutes.followed, follower.follow);
      story.followed(steps, follower.did);
      allIsNormal(steps);
    });

    it(`${id} worsens when nobody does anything`, async () => {
      await begin(id, story);
      await steps.goOn(story.minutes.ignored / 2);
      const halfway = story.worsens(steps);
      await steps.goOn(story.minutes.ignored / 2);
      assert.ok(story.worsens(steps) > halfway, `${halfway} and then ${story.worsens(steps)}`);
      story.ignored(steps);
    });
  }
});
