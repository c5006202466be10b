import assert from 'node:assert/strict';
import type { OperationRequest } from '../../../src/core/operation/plan/operationRequest.js';
import type { ScalerPreference } from '../../../src/core/scaling/scalerChoice.js';
import { deedsBetween } from './deedsBetween.js';
import { killInTheMiddle } from './killableWindow.js';
import { killPoints, killsOfEachKind, soonest, type KillPoint } from './killPoint.js';
import { KilledStack, usualCounts, type Counts, type ServiceName } from './killedStack.js';
import { OtherWindow } from './otherWindow.js';

interface Kind {
  readonly title: string;
  readonly from: Partial<Counts>;
  readonly request: Partial<OperationRequest>;
  readonly to: Partial<Counts>;
  readonly restarted?: ServiceName;
  readonly preference?: ScalerPreference;
  /** How many times it is killed where nobody says; once otherwise. */
  readonly usually?: number;
}

const kinds: readonly Kind[] = [
  { title: 'up by rungs', from: {}, request: { counts: { web: 6 } }, to: { web: 6 }, usually: 2 },
  { title: 'down by halves', from: { web: 6 }, request: { counts: { web: 1 } }, to: { web: 1 } },
  {
    title: 'of the way down of replicas that take their time',
    from: { slow: 4 },
    request: { counts: { slow: 1 } },
    to: {},
  },
  { title: 'of two services', from: {}, request: { counts: { web: 3, api: 4 } }, to: { web: 3, api: 4 } },
  { title: 'of a restart', from: { slow: 3 }, request: { restart: ['slow'] }, to: { slow: 3 }, restarted: 'slow' },
  {
    title: 'up by rungs with docker compose',
    from: {},
    request: { counts: { web: 6 } },
    to: { web: 6 },
    preference: 'compose',
  },
  {
    title: 'of the way to baseline',
    from: { web: 4 },
    request: { kind: 'baseline', counts: { web: 2, api: 3 } },
    to: { web: 2, api: 3 },
  },
];

const longestDelayMs = 600;
/** Longer than a container of the stack takes to end. */
const restMs = 1500;

describe('a window that is killed in the middle of an operation', function () {
  this.timeout(90_000 * killsOfEachKind(2));
  let stack: KilledStack;
  let runs = 0;

  before(async () => {
    stack = await KilledStack.start();
  });
  after(async () => {
    await (stack as KilledStack | undefined)?.stop();
  });

  /** True where the kill came in the middle. */
  async function killOnce(
    { title, from, request, to, restarted, preference = 'replicate' }: Kind,
    point: KillPoint,
  ): Promise<boolean> {
    const [before, wanted] = [
      { ...usualCounts, ...from },
      { ...usualCounts, ...to },
    ];
    const deeds = deedsBetween(before, wanted, restarted);
    await stack.reset(before);
    const ground = { ...stack.ground(`${(runs += 1)}`), preference };
    const whole: OperationRequest = { kind: 'scale', stackId: stack.stackId, counts: {}, ...request };
    const isKilled = await killInTheMiddle(ground, whole, point);
    if (point.rests) await stack.deeds.rest(restMs);

    /** What another window finds: what it offers is what is left, and what it has written down is so. */
    const look = async (window: OtherWindow): Promise<string> => {
      const { outcome } = window.operation;
      const { offer } = window;
      const found = await stack.counts();
      const isLeft = !stack.deeds.areExactly(deeds);
      const message = `${title}, ${isKilled ? 'killed' : 'not killed'} ${window.where}, ${point.rests ? 'looked at after a rest' : 'looked at at once'}: ${outcome?.result}, ${offer ? 'offered' : 'not offered'}`;
      console.log(`      ${message}`);
      for (const [service, count] of Object.entries(outcome?.counts ?? {}))
        assert.equal(count, found[service as ServiceName], `${service}: the journal and the engine agree, ${message}`);
      // Whoever looks at once can see replicas that are there, and not healthy yet: to wait for that is left.
      if (point.rests) assert.equal(offer !== undefined, isLeft, message);
      if (!offer) assert.ok(!isLeft, message);
      assert.equal(outcome?.result, offer ? 'interrupted' : 'done', message);
      return message;
    };

    let window = await OtherWindow.open(ground);
    try {
      let message = await look(window);
      const { offer } = window;
      if (point.again && offer) {
        window.close();
        await killInTheMiddle(ground, offer, point.again);
        if (point.rests) await stack.deeds.rest(restMs);
        window = await OtherWindow.open(ground);
        message = await look(window);
      }
      await window.goOn();
      await window.expectFree();
      await stack.deeds.rest(300);
      await stack.expect(wanted, message);
      stack.deeds.expectExactly(deeds, message);
    } finally {
      window.close();
    }
    return isKilled;
  }

  for (const [turn, kind] of kinds.entries())
    it(`${kind.title}: the journal, the offer to resume and the engine agree, and nothing is done twice`, async () => {
      let kills = 0;
      for (const point of killPoints(killsOfEachKind(kind.usually ?? 1), longestDelayMs, turn))
        kills += (await killOnce(kind, point)) ? 1 : 0;
      if (kills === 0) assert.ok(await killOnce(kind, soonest), 'no kill came in the middle');
    });
});
