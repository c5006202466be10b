import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { LiveStore } from '../../../src/app/live/liveStore.js';
import type { EngineConnection } from '../../../src/app/ports.js';
import { parseRunbook } from '../../../src/core/runbook/file/parseRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import type { CalmGuard } from '../../../src/core/scaling/guards/guard.js';
import { guardText } from '../../../src/view/words/guards/guardWords.js';
import { LivePieces } from '../policy/livePieces.js';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { connectToEngine, until } from '../support/connection.js';
import { GuardedProject } from './guardedProject.js';

/** In the file's own form; its zone is UTC. */
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);

/** Errors are what the test's own server says. */
const fileWith = (errorsAt: string, schedule = ''): Runbook => {
  const { runbook, problems } = parseRunbook(`
services: { web: { min: 1, baseline: 1, max: 9 } }
metrics:
  - { id: busy, title: CPU, group: cpu, unit: percent, sources: [{ from: docker, figure: cpuAverage }] }
  - id: errors
    title: Error rate
    group: errors
    unit: percent
    services: web
    sources: [{ from: json, url: "${errorsAt}", path: errors }]
rules:
  - { metric: busy, warning: 95, critical: 99 }
  - { metric: errors, warning: { from: 1, clear: { for: 1s } }, critical: { from: 5, clear: { for: 1s } } }
scaleDown:
  conditions: [{ metric: busy, below: 90 }]
  hold: 6s
  between: 1s
  afterUp: 12s
  spikeAhead: 1h
  afterDeploy: 15s
profiles: [{ id: sale, counts: { web: 3 } }]
schedule:
  timeZone: UTC
${schedule}
`);
  assert.deepEqual(problems, []);
  return runbook ?? assert.fail('no runbook');
};

describe('the guard of calm', function () {
  this.timeout(120_000);
  let connection: EngineConnection;
  let project: ComposeProject;
  let live: LivePieces;
  let guarded: GuardedProject;
  let errors = 0;
  const server = createServer((_request, response) => response.end(JSON.stringify({ errors })));
  let address = '';

  /** The runbook file is saved with another schedule. */
  const use = (schedule?: string): Runbook => {
    const runbook = fileWith(address, schedule);
    live.store.update({ runbooks: [{ runbook, folder: project.folder }] });
    return runbook;
  };
  const runbookNow = (): Runbook => live.store.state.runbooks[0]?.runbook ?? assert.fail('no runbook');
  const calm = async (target = 1, kind: 'scale' | 'undo' = 'scale'): Promise<CalmGuard> =>
    (await guarded.guard('calm', 'web', target, { store: live.store, runbook: runbookNow(), operation: { kind } })) ??
    assert.fail('no guard');
  const refusals = ({ against }: CalmGuard): readonly string[] => against.map(({ refusal }) => refusal.refusal);
  const isCalm = async (): Promise<boolean> => (await calm()).verdict === 'pass';
  const untilCalm = (): Promise<void> => until('it is calm', isCalm, 60_000);
  const untilRefused = (refusal: string, target = 1): Promise<void> =>
    until(refusal, async () => refusals(await calm(target)).includes(refusal), 40_000);

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    connection = await connectToEngine();
    project = await composeProject({ web: { command: IDLE, environment: { RELEASE: 'first' } } });
    await project.compose('up', '--detach', '--scale', 'web=4');
    guarded = new GuardedProject(project.name, connection);
  });
  after(async () => {
    live.stop();
    server.close();
    await project.remove();
    connection.dispose();
  });

  it('blocks while nobody has looked, and once somebody does until it has been watched for long enough', async () => {
    const unseen = await guarded.guard('calm', 'web', 1, { store: new LiveStore(), runbook: fileWith(address) });
    assert.deepEqual([unseen?.verdict, unseen?.known], ['block', false]);
    live = await LivePieces.start([{ runbook: fileWith(address), folder: project.folder }]);
    await until('it is looked at', () => live.policy(`compose:${project.name}/web`) !== undefined);
    const first = await calm();
    assert.deepEqual([first.verdict, first.known], ['block', true]);
    await untilCalm();
    assert.deepEqual(refusals(await calm()), []);
  });

  it('blocks while the error rate is high, names it first, and passes once it is low again', async () => {
    errors = 3;
    await untilRefused('signal-not-normal');
    const guard = await calm();
    assert.deepEqual([guard.verdict, guard.against[0]?.metric?.id], ['block', 'errors']);
    assert.match(guardText(guard), /^Not a time for fewer: Error rate is not normal/);
    assert.equal((await calm(1, 'undo')).verdict, 'warn', 'the way back is open');
    errors = 0;
    await untilCalm();
  });

  it('blocks within business hours, and not outside of them', async () => {
    use('  businessHours: { days: daily, time: "00:00-24:00" }');
    await untilRefused('business-hours');
    assert.equal((await calm()).verdict, 'block');
    use();
    await untilCalm();
  });

  it('blocks ahead of a spike that needs more than what is left, and not to a count that is enough for it', async () => {
    use(`  kinds: [{ id: sale, proposeBefore: 10m, profile: sale }]
  events: [{ kind: sale, title: Autumn sale, starts: "${inMinutes(30)}", ends: "${inMinutes(90)}" }]`);
    await untilRefused('spike-expected', 2);
    const [two, three] = [await calm(2), await calm(3)];
    assert.deepEqual([two.verdict, three.verdict], ['block', 'pass']);
    assert.match(guardText(two), /Autumn sale is expected in (29|30) min/);
    use();
    await untilCalm();
  });

  it('blocks after a deployment, says for how long, and passes after it', async () => {
    const file = join(project.folder, 'compose.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('first', 'second'));
    await project.compose('up', '--detach', '--scale', 'web=4', '--timeout', '1');
    await untilRefused('recent-deployment');
    const { verdict, against } = await calm();
    const deployed = against.find(({ refusal }) => refusal.refusal === 'recent-deployment');
    assert.ok(verdict === 'block' && (deployed?.refusal.until ?? 0) > Date.now());
    await untilCalm();
  });

  it('blocks a moment after a step up', async () => {
    await project.compose('up', '--detach', '--no-recreate', '--scale', 'web=5');
    await untilRefused('cooldown');
    await untilCalm();
  });
});
