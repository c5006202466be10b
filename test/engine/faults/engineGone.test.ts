import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { emptyState } from '../../../src/view/emptyState.js';
import { failureSentence } from '../../../src/view/words/connection/engineFailureWords.js';
import { mayInstallSystemPackages } from '../../machine/debianHost.mjs';
import { startPrivateEngine, type PrivateEngine } from '../../machine/privateEngine.mjs';
import { run } from '../../machine/run.mjs';
import { waitForEnd } from '../../machine/processAlive.mjs';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { until } from '../support/connection.js';
import { LookedAt } from './lookedAt.js';
import { connectionsAt, openToBeginWith, untilNoMoreThan } from './openThings.js';
import { Operator, told } from './runningOperation.js';

// A disk of its own has to be mounted, and a daemon to be stopped.
const describeRoot = process.platform === 'linux' && mayInstallSystemPackages() ? describe : describe.skip;
const quick = { command: IDLE, stop_grace_period: '0s' };
/** A heartbeat, the patience with its answer, and a busy machine. */
const noticedWithinMs = 40_000;

describeRoot('an engine that fails as a whole', function () {
  this.timeout(120_000);
  let disk: string;
  let engine: PrivateEngine;
  let project: ComposeProject;
  let seen: LookedAt;
  let openAtFirst: Readonly<Record<string, number>>;

  before(async () => {
    disk = mkdtempSync('/tmp/sb-small-');
    await run('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', disk]);
    engine = await startPrivateEngine({ moreArguments: ['--data-root', disk] });
    project = await composeProject({ web: quick, api: quick }, {}, engine.host);
    await project.compose('up', '--detach', '--scale', 'web=2');
    openAtFirst = await openToBeginWith();
    seen = new LookedAt(engine.host, project);
    await until('it is seen', () => seen.level === 'normal');
  });
  after(async () => {
    (seen as LookedAt | undefined)?.stop();
    await (project as ComposeProject | undefined)?.remove().catch(() => undefined);
    await (engine as PrivateEngine | undefined)?.stop();
    spawnSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  // A test that failed is not to leave it frozen for the next.
  afterEach(() => engine.thaw());

  const { session, store } = { session: () => seen.live.session, store: () => seen.live.store };
  const operatorOf = (): Operator =>
    new Operator(engine.host, project, 'replicate', { store: store(), session: session() });
  const connections = (): number => connectionsAt(engine.host.slice('unix://'.length));

  /** Nothing passed for normal, and nothing was shown at all, once the engine was said not to answer. */
  function expectNothingShown(from: number): void {
    const meanwhile = seen.shown.slice(from).filter((shown) => shown.startsWith('failed'));
    assert.deepEqual([...new Set(meanwhile)], ['failed nothing']);
  }

  it('that freezes is said not to answer; operations end, those that were cancelled as cancelled; and all is well when it thaws', async () => {
    const one = operatorOf();
    const connectedBefore = connections();
    const ids = new Map<string, string>();
    let from = 0;
    let begun = 0;
    one.onStep = ({ phase }) => {
      begun += phase === 'begun' ? 1 : 0;
      // The last of the two has begun.
      if (begun !== 2 || phase !== 'begun') return;
      from = seen.shown.length;
      engine.freeze();
    };
    const [web, api] = [
      one.run({ counts: { web: 3 } }, (id) => ids.set('web', id)),
      one.run({ counts: { api: 2 } }, (id) => ids.set('api', id)),
    ];
    await until('it is frozen', () => begun >= 2);
    assert.ok(one.pieces.runner.cancel(ids.get('api') ?? ''));
    await until('it is said not to answer', () => seen.reason === 'timed-out', noticedWithinMs);
    assert.equal(seen.phases.at(-1), 'failed');
    const { connection } = seen;
    assert.match(
      connection.phase === 'failed' ? failureSentence(connection.failure) : '',
      /did not answer in time\. Check whether the engine hangs/,
    );
    assert.deepEqual([emptyState(store().state), seen.level], ['timedOut', undefined]);
    assert.match(seen.statusBar, /^\$\(question\)/);
    const ended = await Promise.all([web, api]);
    assert.deepEqual(
      ended.map(({ outcome }) => outcome?.result),
      ['failed', 'cancelled'],
    );
    const [webEnded] = ended;
    told(
      webEnded,
      /The connection to .* broke\. Whether web-3 was started is not known\. Scalebook connects again by itself/,
    );
    assert.deepEqual(
      ended.map(({ outcome }) => outcome?.counts),
      [{}, {}],
      'nobody could count',
    );
    const steps = [...one.steps];
    assert.ok(!steps.some((step) => step.endsWith('done')), steps.join());
    expectNothingShown(from);
    engine.thaw();
    await until('it is connected again', () => seen.phase === 'connected', noticedWithinMs);
    // Normal, or a warning where what was being made as it froze is half made.
    await until('the level is known', () => seen.level === 'normal' || seen.level === 'warning');
    await until('as many connections as before', () => connections() <= connectedBefore + 2);
    assert.deepEqual(one.steps, steps, 'nothing is written down that nobody has seen');
    // What the engine did with what it was asked before it froze is there to be gone on from.
    const again = await one.run({ counts: { web: 4, api: 3 } });
    assert.deepEqual([again.outcome?.result, again.outcome?.counts], ['done', { web: 4, api: 3 }]);
    assert.ok(seen.replicas().every(({ state }) => state === 'running'));
    one.stop();
  });

  it('whose disk is full makes nothing by halves, says so in its own words, and goes on when there is room', async () => {
    const operator = operatorOf();
    const filled = join(disk, 'fill');
    const idsBefore = await project.containerIds('web');
    spawnSync('dd', ['if=/dev/zero', `of=${filled}`, 'bs=4k'], { stdio: 'ignore' });
    const operation = await operator.run({ counts: { web: idsBefore.length + 2 } });
    told(operation, /web-\d could not be started\. Docker refused: .*no space left on device/);
    assert.equal(operation.outcome?.result, 'failed');
    assert.ok(!operator.steps.some((step) => step.endsWith('done')), operator.steps.join());
    rmSync(filled);
    assert.deepEqual(await project.containerIds('web'), idsBefore);
    assert.equal(seen.phase, 'connected');
    const again = await operator.run({ counts: { web: idsBefore.length + 1 } });
    assert.equal(again.outcome?.result, 'done');
    operator.stop();
  });

  it('that is killed in a restart of replicas ends it, and is connected to again, once, when it is back', async () => {
    const operator = operatorOf();
    const from = seen.shown.length;
    operator.onStep = async ({ phase }) => {
      operator.onStep = () => undefined;
      if (phase === 'begun') await engine.kill();
    };
    const operation = await operator.run({ restart: ['web'] });
    told(
      operation,
      /^(web-1 could not be restarted\. No Docker engine answers at|.*Whether web-1 was restarted is not known)/,
    );
    assert.equal(operation.outcome?.result, 'failed');
    assert.ok(!operator.steps.some((step) => step.endsWith('done')), operator.steps.join());
    await until('it is said that nothing answers', () => seen.reason === 'no-engine');
    assert.match(seen.statusBar, /^\$\(question\)/);
    assert.equal(emptyState(store().state), 'noEngine');
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expectNothingShown(from);
    await engine.restart();
    await until('it is connected again', () => seen.phase === 'connected', noticedWithinMs);
    await until('at most one connection beside the stream', () => connections() <= 4);
    operator.stop();
  });

  it('that is stopped and started again is followed, with what its stop did to the replicas', async () => {
    await project.compose('up', '--detach', '--no-recreate');
    await until('they run', () => seen.states.length > 0 && seen.states.every((state) => state.endsWith('running')));
    const from = seen.shown.length;
    const { pid } = engine;
    process.kill(pid, 'SIGTERM');
    await until('it is said that nothing answers', () => seen.reason === 'no-engine', noticedWithinMs);
    assert.ok(await waitForEnd(pid, 20_000));
    expectNothingShown(from);
    await engine.restart();
    await until('it is connected again', () => seen.phase === 'connected', noticedWithinMs);
    assert.ok(
      seen.states.every((state) => state.endsWith('exited')),
      seen.states.join(),
    );
    assert.notEqual(seen.level, 'normal');
  });

  it('leaves nothing open in the window that looked', async () => {
    seen.stop();
    await untilNoMoreThan(openAtFirst);
    await until('no connection', () => connections() === 0);
  });
});
