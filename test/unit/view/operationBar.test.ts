import assert from 'node:assert/strict';
import type { Operation, StageState, WatchLook } from '../../../src/core/operation/operation.js';
import { statusBarText } from '../../../src/view/statusBar.js';
import { renderMarkdown, tagsIn, textOf } from '../support/renderMarkdown.js';
import { liveState, now, reading, readingsOf, teamRecords } from '../support/stacks.js';
import { endedOperation, operation, operationPlan, scaleStage } from '../support/teamOperations.js';
import { iconsIn } from '../support/workbenchText.js';

const minute = 60_000;
const plan = operationPlan({
  context: 'local',
  stages: [
    scaleStage('pdf-worker', 10, 5, 'PDF Worker'),
    { stage: 'observe', forMs: 10 * minute, after: 'down' },
    scaleStage('pdf-worker', 5, 3, 'PDF Worker'),
  ],
});
const stageIn = (phase: StageState['phase'], until?: number): StageState => ({
  phase,
  begunAt: now,
  endedAt: undefined,
  until,
  steps: [],
});
const waiting = (until: number, context = 'local'): Operation =>
  operation('one', {
    plan: { ...plan, context },
    stages: [stageIn('done'), stageIn('waiting', until), stageIn('pending')],
  });
const look = (found: Partial<WatchLook> = {}): WatchLook => ({ at: now, worsened: [], blind: [], ...found });
const watched = (until: number, looks: readonly WatchLook[] = [], changes: Partial<Operation> = {}): Operation =>
  endedOperation('one', 'done', undefined, {
    plan,
    watch: { until, everyMs: 10 * minute, looks, verdict: undefined },
    ...changes,
  });

const bar = (operations: readonly Operation[], cpu = 20) =>
  statusBarText(liveState(teamRecords(), { operations, readings: readingsOf(teamRecords(), reading(cpu)) }), now, {
    folders: [],
  });
const worse = [{ title: 'Web', from: 'normal', to: 'critical', rule: 'CPU' }] as const;

describe('operations in the status bar', () => {
  it('shows what comes after a wait, and in how long', () => {
    const { text, background, spoken } = bar([waiting(now + 8 * minute)]);
    assert.deepEqual([text, background], ['$(clock) PDF Worker 5 → 3 in 8 min · local', 'none']);
    assert.equal(spoken, 'Scalebook: PDF Worker 5 → 3 in 8 min · local');
    assert.equal(bar([waiting(now - 1)]).text, '$(clock) PDF Worker 5 → 3 after a look · local');
  });

  it('shows an alarm before a wait, and a wait before a watch', () => {
    assert.match(bar([waiting(now + 8 * minute)], 95).text, /^\$\(error\) Frontend CPU 95 %/);
    assert.match(bar([watched(now + 9 * minute), waiting(now + 8 * minute)]).text, /^\$\(clock\)/);
  });

  it('shows nothing of another context, nor of a wait that was interrupted', () => {
    const quiet = '$(pulse) team · local';
    assert.equal(bar([waiting(now + minute, 'there')]).text, quiet);
    const interrupted = endedOperation('one', 'interrupted', undefined, { plan, stages: waiting(now + minute).stages });
    assert.equal(bar([interrupted]).text, quiet);
    assert.equal(bar([watched(now + minute, [], { plan: { ...plan, context: 'there' } })]).text, quiet);
  });

  it('shows what is watched while all is normal, and for how long', () => {
    const { text, background } = bar([watched(now + 40 * minute)]);
    assert.deepEqual([text, background], ['$(eye) team · watching PDF Worker, 40 min left · local', 'none']);
    assert.match(bar([watched(now + 40 * minute)], 75).text, /^\$\(pulse\) Frontend CPU 75 %/);
  });

  it('shows no watch that is over', () => {
    const quiet = '$(pulse) team · local';
    assert.equal(bar([watched(now)]).text, quiet);
    const over = watched(now + minute);
    assert.ok(over.watch);
    assert.equal(bar([{ ...over, watch: { ...over.watch, verdict: 'ended-early' } }]).text, quiet);
  });

  it('is short about many', () => {
    const other = (service: string): Operation =>
      watched(now + 5 * minute, [], { plan: { ...plan, stages: [scaleStage(service, 1, 2)] } });
    assert.match(bar([watched(now + 40 * minute), other('api')]).text, /watching PDF Worker and api, 40 min left/);
    assert.match(bar([other('a'), other('b'), other('c')]).text, /watching 3 services, 5 min left/);
  });

  it('tells in the tooltip what the looks have found', () => {
    const lines = (looks: readonly WatchLook[]): string =>
      textOf(renderMarkdown(bar([watched(now + 30 * minute, looks)]).tooltip));
    assert.match(lines([]), /After Scale PDF Worker 10 → 3: no look yet, 30 min left/);
    assert.match(
      lines([look(), look({ worsened: worse }), look({ blind: ['Web'] }), look()]),
      /1 look worse, \$\(question\) 1 look blind, 2 looks calm, 30 min left/,
    );
  });

  it('lets no name make an icon, a line or a tag', () => {
    const title = '$(flame) <b>x</b>\n| a | [x](command:y)';
    const named = { ...plan, purpose: title, stages: [scaleStage('web', 3, 1, title)] };
    const { text, tooltip } = bar([watched(now + minute, [], { plan: named })]);
    assert.deepEqual(iconsIn(text), ['eye']);
    assert.ok(!text.includes('\n'));
    const html = renderMarkdown(tooltip);
    assert.ok(!tagsIn(html).includes('b'));
    assert.doesNotMatch(html, /href="command:y/);
  });
});
