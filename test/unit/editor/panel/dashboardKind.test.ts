import assert from 'node:assert/strict';
import { commandIds } from '../../../../src/editor/ids.js';
import { dashboardCommand } from '../../../../src/editor/panel/dashboardCommands.js';
import { choiceOfState, dashboardKind } from '../../../../src/editor/panel/dashboardKind.js';
import { receive } from '../../../../src/editor/panel/receive.js';
import { dashboardButtons } from '../../../../src/view/dashboard/decisionPart.js';

const kept = { stack: 'compose:shop', service: 'compose:shop/web', range: 'hour', isTable: true };

describe('what a dashboard kept over a reload', () => {
  it('is read as it was', () => {
    assert.deepEqual(choiceOfState(kept), kept);
  });

  for (const [what, state] of [
    ['nothing', undefined],
    ['another range', { ...kept, range: 'week' }],
    ['no stack', { ...kept, stack: undefined }],
    ['a name without end', { ...kept, service: 'x'.repeat(501) }],
    ['a text', 'hour'],
  ] as const)
    it(`is nothing where it is ${what}`, () => assert.equal(choiceOfState(state), undefined));
});

describe('what a dashboard may ask of its host', () => {
  const heard: unknown[] = [];
  const refused: string[] = [];
  const take = receive(
    dashboardKind.contract,
    dashboardKind.shapes,
    { ready: () => heard.push('ready'), look: (look) => heard.push(look), press: (press) => heard.push(press) },
    () => undefined,
    (what) => refused.push(what),
  );

  it('is a look and a button, and nothing beside', () => {
    const look = { service: kept.service, range: 'now', isTable: false };
    take({ name: 'look', content: look });
    take({ name: 'press', content: { button: 'scale-service' } });
    take({ name: 'look', content: { ...look, stack: 'compose:other' } });
    take({ name: 'look', content: { ...look, range: 'for ever' } });
    take({ name: 'press', content: { button: 7 } });
    take({ name: 'show', content: {} });
    assert.deepEqual(heard, [look, { button: 'scale-service' }]);
    assert.equal(refused.length, 4);
  });

  it('runs commands that there are, on the service that is shown', () => {
    for (const button of dashboardButtons) assert.ok(commandIds.includes(dashboardCommand(button, 's').command));
    assert.deepEqual(dashboardCommand('scale-as-recommended', kept.service), {
      command: 'scalebook.scaleAsRecommended',
      args: [kept.service],
    });
    assert.deepEqual(dashboardCommand('try-demo', kept.service).args, []);
  });
});
