import assert from 'node:assert/strict';
import { LiveStore } from '../../../src/app/live/liveStore.js';
import { connectedFeed } from '../../../src/app/operations/connectedFeed.js';
import { askGround } from '../../../src/app/operations/connections/askLimit.js';
import { SetConnections } from '../../../src/app/operations/connections/setConnections.js';
import { planConnections } from '../../../src/core/scaling/connections/planConnections.js';
import { shipped } from '../../../src/demo/shipped.js';
import { systemClock } from '../../../src/editor/clock.js';
import { limitFaultText } from '../../../src/view/words/limits/limitFaultWords.js';
import { contextOf, never } from '../support/connection.js';
import { demoEngine } from '../support/engines.js';
import { sessionOn } from '../support/session.js';

describe('the limit of connections of the demo', function () {
  this.timeout(30_000);

  it('is raised by the product as that of a real PostgreSQL: written, in force after a restart of the database alone, verified', async () => {
    const engine = await demoEngine(shipped.speed);
    const store = new LiveStore();
    const context = contextOf(engine.host);
    const session = sessionOn(context, store);
    const lease = session.demand.acquire();
    try {
      engine.demo.play('connections-exhausted');
      const feed = await connectedFeed(session, store, AbortSignal.timeout(10_000));
      assert.ok(feed.ok);
      await feed.value.refreshAll();
      const stack = store.state.snapshot?.stacks[0] ?? assert.fail('no stack');
      const { runbook } = engine.demo;
      const ground = await askGround(feed.value.connection, stack, runbook, never);
      const stage = planConnections(stack, runbook, ground, 300);
      assert.ok(stage.ok && stage.value);
      const started: string[] = [];
      engine.demo.store.events.onEvent(({ action, container }) => action === 'start' && started.push(container.name));
      const setter = new SetConnections(session, store, systemClock, limitFaultText);
      const place = { stackId: stack.id, context: context.name };
      const problem = await setter.carryOut(place, stage.value, never, () => undefined);
      assert.equal(problem, undefined);
      assert.equal(engine.demo.world.database.maxConnections, 300);
      assert.equal(engine.demo.world.database.keptConf, undefined, 'its settings are kept no longer');
      assert.deepEqual(started, ['up-schedule-generator-postgres-1']);
    } finally {
      lease.dispose();
      session.dispose();
      store.dispose();
      await engine.stop();
    }
  });
});
