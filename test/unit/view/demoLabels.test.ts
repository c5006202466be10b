import assert from 'node:assert/strict';
import { demoContextName } from '../../../src/core/demo/demoContext.js';
import { scenarioIds } from '../../../src/core/demo/scenario.js';
import type { Operation } from '../../../src/core/operation/operation.js';
import { noCalendars } from '../../../src/core/policy/schedule/calendarState.js';
import { conditionOf } from '../../../src/core/policy/condition.js';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { demoBegun, restrictedMessage, scenarioBegun, scenarioLines } from '../../../src/view/words/demoWords.js';
import { explainPage } from '../../../src/view/explainPage.js';
import { reportPage } from '../../../src/view/reportPage.js';
import { schedulePage } from '../../../src/view/scheduleText.js';
import { markdownReport } from '../../../src/view/verification/markdownReport.js';
import { labelled } from '../../../src/view/words/demoLabel.js';
import { operationOutcomeText } from '../../../src/view/words/operation/operationOutcomeWords.js';
import { interruptedText } from '../../../src/view/words/operation/operationWords.js';
import { reminderText, worseText } from '../../../src/view/words/operation/watchWords.js';
import { renderMarkdown, textOf } from '../support/renderMarkdown.js';
import { richOperation } from '../support/richOperation.js';
import { richVerification } from '../support/richVerification.js';
import { decisionOf } from '../support/signals.js';
import { liveState, now, teamRecords } from '../support/stacks.js';

const on = (context: string): Operation => {
  const operation = richOperation();
  return { ...operation, plan: { ...operation.plan, context } };
};

const [stack] = liveState(teamRecords()).snapshot?.stacks ?? [];
const service = stack?.services[0] ?? assert.fail('no service');
const status = {
  service,
  condition: conditionOf(service, bundledRunbook),
  signals: [],
  level: 'normal' as const,
  cause: undefined,
  decision: decisionOf(),
};

const notifications: Readonly<Record<string, (context: string) => string>> = {
  'a recommendation': (context) => labelled(context, 'Scale PDF Worker to 6 now.'),
  'a result': (context) => operationOutcomeText(on(context)),
  'what became worse': (context) => worseText(on(context), []),
  'a reminder': (context) =>
    reminderText(
      on(context),
      [{ serviceId: 'a', service: 'worker', title: 'PDF Worker', before: 3, replicas: 6 }],
      3_600_000,
    ),
  'what was interrupted': (context) => interruptedText(on(context), now, 'UTC'),
};

const pages: Readonly<Record<string, (context: string) => string>> = {
  'Explain Decision': (context) => explainPage('team', status, bundledRunbook, noCalendars, now, context),
  'Explain Decision without a reading': (context) =>
    explainPage('team', { ...status, decision: undefined }, bundledRunbook, noCalendars, now, context),
  'Show Schedule': (context) => schedulePage(bundledRunbook, noCalendars, now, context),
  'a verification': (context) =>
    markdownReport(richVerification({ context }), { operation: undefined, runbook: undefined }),
  'a report': (context) => reportPage(on(context), now, []),
};

describe('the label of the demo', () => {
  for (const [what, text] of Object.entries(notifications))
    it(`is the first word of ${what}, and of no other context's`, () => {
      assert.match(text(demoContextName), /^Demo: \S/);
      assert.doesNotMatch(text('default'), /Demo/);
      assert.equal(text(demoContextName), `Demo: ${text('default')}`);
    });

  for (const [what, page] of Object.entries(pages))
    it(`stands at the top of ${what}, and on no other context's`, () => {
      const [, below] = textOf(renderMarkdown(page(demoContextName)))
        .split('\n')
        .filter(Boolean);
      assert.match(below ?? '', /^Demo \(built in\): a stack that is simulated.* Nothing here is real\.$/);
      assert.doesNotMatch(page('default'), /simulated/);
    });

  it('comes with the reason in Restricted Mode, wherever the demo is begun or seen', () => {
    for (const text of [
      demoBegun(false),
      scenarioBegun('monday-spike', false),
      restrictedMessage(demoContextName, false),
    ])
      assert.match(
        text ?? '',
        /In Restricted Mode it can only be looked at: nothing can be changed, .* not asked for\. Trust the workspace/,
      );
    for (const text of [demoBegun(true), scenarioBegun('monday-spike', true)]) assert.doesNotMatch(text, /Restricted/);
    assert.equal(restrictedMessage(demoContextName, true), undefined);
    assert.equal(restrictedMessage('default', false), undefined);
    assert.equal(restrictedMessage(undefined, false), undefined);
  });

  it('has a line for every scenario, short enough to be read in a list', () => {
    assert.deepEqual(
      scenarioLines.map(({ id }) => id),
      scenarioIds,
    );
    for (const { detail } of scenarioLines) assert.ok(detail.length <= 100, detail);
  });
});
