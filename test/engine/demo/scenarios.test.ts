import assert from 'node:assert/strict';
import { scenarioIds, type ScenarioId } from '../../../src/core/demo/scenario.js';
import { Follower } from './follower.js';
import { Lockstep } from './lockstep.js';

/** How a scenario ends for those who do what the rules say, and for those who do nothing. */
interface Story {
  readonly minutes: number;
  readonly followed: (steps: Lockstep, did: readonly string[]) => void;
  /** What is measured of it, and grows worse. */
  readonly worsens: (steps: Lockstep) => number;
  readonly ignored: (steps: Lockstep) => void;
}

const level = (steps: Lockstep, service: string, rule: string): string => steps.signal(service, rule).level;
const some = (did: readonly string[], wanted: RegExp): void =>
  assert.ok(
    did.some((line) => wanted.test(line)),
    `${String(wanted)} is not in: ${did.join(', ')}`,
  );

/** "Queue depth < 50, CPU < 60 %", and nobody is asked for more. */
function queueIsNormal(steps: Lockstep): void {
  for (const rule of ['jobs-waiting', 'queue-wait', 'cpu-average'])
    assert.equal(level(steps, 'pdf-worker', rule), 'normal');
  assert.equal(steps.of('pdf-worker').policy.decision.recommendation, undefined);
}

const stories = {
  'monday-spike': {
    minutes: 45,
    followed(steps, did) {
      some(did, /^pdf-worker 3 to \d+$/);
      assert.ok(steps.count('pdf-worker') <= 10, 'no more than the next rung');
      queueIsNormal(steps);
    },
    worsens: (steps) => steps.figure('pdf-worker', 'queue-wait'),
    ignored(steps) {
      assert.equal(level(steps, 'pdf-worker', 'jobs-waiting'), 'critical');
      assert.ok(steps.figure('pdf-worker', 'jobs-waiting') > 300);
      assert.equal(steps.of('pdf-worker').policy.decision.state, 'scale-now');
    },
  },
  'exam-release': {
    minutes: 45,
    followed(steps, did) {
      some(did, /^pdf-worker \d to 10$/);
      some(did, /^pdf-worker 10 to 20$/);
      assert.ok(steps.count('pdf-worker') <= 30, did.join());
      queueIsNormal(steps);
    },
    worsens: (steps) => steps.figure('pdf-worker', 'jobs-waiting'),
    ignored: (steps) => assert.ok(steps.figure('pdf-worker', 'jobs-waiting') > 1450),
  },
  'memory-leak': {
    minutes: 85,
    followed(steps, did) {
      some(did, /^restart pdf-worker$/);
      assert.equal(
        steps.service('pdf-worker').replicas.some(({ restarts }) => restarts > 0),
        false,
        'none was killed',
      );
      assert.equal(level(steps, 'pdf-worker', 'memory-average'), 'normal');
    },
    worsens: (steps) => steps.service('pdf-worker').replicas.reduce((sum, { restarts }) => sum + restarts, 0),
    ignored: (steps) => assert.ok(steps.service('pdf-worker').replicas.every(({ restarts }) => restarts === 1)),
  },
  'connections-exhausted': {
    minutes: 35,
    followed(steps, did) {
      some(did, /^raise to \d+$/);
      assert.ok(steps.demo.world.database.maxConnections >= steps.count('backend') * 50 + 50);
      assert.equal(level(steps, 'backend', 'error-rate'), 'normal');
      assert.ok(steps.figure('backend', 'error-rate') < 1);
    },
    worsens: (steps) => steps.figure('backend', 'error-rate'),
    ignored(steps) {
      assert.equal(level(steps, 'backend', 'error-rate'), 'critical');
      assert.equal(
        steps.of('backend').policy.decision.recommendation,
        undefined,
        'no backend is added to such a database',
      );
    },
  },
  'sick-replica': {
    minutes: 40,
    followed(steps, did) {
      some(did, /^restart up-schedule-generator-pdf-worker-4$/);
      assert.ok(steps.service('pdf-worker').replicas.every(({ health }) => health === 'healthy'));
      assert.equal(level(steps, 'pdf-worker', 'jobs-waiting'), 'normal');
    },
    worsens: (steps) => steps.figure('pdf-worker', 'queue-wait'),
    ignored(steps) {
      assert.equal(level(steps, 'pdf-worker', 'queue-wait'), 'critical');
      assert.equal(steps.service('pdf-worker').replicas.filter(({ health }) => health === 'unhealthy').length, 1);
    },
  },
  'uneven-balancer': {
    minutes: 40,
    followed(steps, did) {
      some(did, /^backend 3 to 4$/);
      some(did, /^restart traefik$/);
      assert.equal(level(steps, 'backend', 'cpu-peak'), 'normal');
      assert.equal(level(steps, 'backend', 'p95'), 'normal');
    },
    worsens: (steps) => steps.figure('backend', 'p95'),
    ignored(steps) {
      assert.equal(level(steps, 'backend', 'p95'), 'critical');
      assert.ok(steps.figure('backend', 'error-rate') > 5);
      assert.ok(steps.figure('backend', 'cpu-average') < 60, 'the others have nothing to do');
    },
  },
  'quiet-night': {
    minutes: 85,
    followed(steps, did) {
      some(did, /^pdf-worker 10 to 5$/);
      some(did, /^pdf-worker 5 to 3$/);
      const counts = ['frontend', 'backend', 'pdf-worker'].map((name) => steps.count(name));
      assert.deepEqual(counts, [1, 1, 3], did.join(', '));
      assert.equal(level(steps, 'pdf-worker', 'cpu-average'), 'normal');
    },
    // Nothing breaks: ever more hours of replicas are spent on nothing.
    worsens: (steps) => steps.now * steps.count('pdf-worker'),
    ignored(steps) {
      assert.equal(steps.of('pdf-worker').policy.decision.recommendation?.target, 5);
      assert.ok(steps.figure('pdf-worker', 'cpu-average') < 10);
    },
  },
} as const satisfies Readonly<Record<ScenarioId, Story>>;

describe('scenarios of the demo, by the rules of the runbook', function () {
  this.timeout(60_000);
  let steps: Lockstep;
  beforeEach(async () => {
    steps = await Lockstep.open();
    await steps.goOn(3);
  });
  afterEach(() => steps.close());

  for (const id of scenarioIds) {
    const story: Story = stories[id];

    it(`${id} ends well when the advice is followed`, async () => {
      steps.demo.play(id);
      const follower = new Follower();
      await steps.goOn(story.minutes, follower.follow);
      story.followed(steps, follower.did);
    });

    it(`${id} worsens when nobody does anything`, async () => {
      steps.demo.play(id);
      await steps.goOn(story.minutes / 2);
      const halfway = story.worsens(steps);
      await steps.goOn(story.minutes / 2);
      assert.ok(story.worsens(steps) > halfway, `${halfway} and then ${story.worsens(steps)}`);
      story.ignored(steps);
    });
  }
});
