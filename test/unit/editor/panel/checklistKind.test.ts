import assert from 'node:assert/strict';
import { checklistActionIds } from '../../../../src/core/checklist/bindings.js';
import { actionCall, stepCall } from '../../../../src/editor/panel/checklistCommands.js';
import { checklistKind, runOfState } from '../../../../src/editor/panel/checklistKind.js';
import { pageHtml } from '../../../../src/editor/panel/pageHtml.js';
import { receive } from '../../../../src/editor/panel/receive.js';
import { readArguments } from '../../../../src/editor/commands/arguments/commandArguments.js';
import { workerSubject } from '../../support/checklistRuns.js';

describe('what the page of a checklist sends', () => {
  const heard: string[] = [];
  const refused: string[] = [];
  const hear = (name: string) => () => void heard.push(name);
  const answer = (name: string) => () => {
    heard.push(name);
    return Promise.resolve({ refusal: '' });
  };
  const take = receive(
    checklistKind.contract,
    checklistKind.shapes,
    {
      ready: hear('ready'),
      press: hear('press'),
      pressOnStage: hear('pressOnStage'),
      pressOnItem: hear('pressOnItem'),
      pressOnFence: hear('pressOnFence'),
      follow: hear('follow'),
      tick: answer('tick'),
      note: answer('note'),
    },
    () => undefined,
    (what) => refused.push(what),
  );
  beforeEach(() => {
    heard.length = 0;
    refused.length = 0;
  });

  it('is heard where it has the shape of its contract', () => {
    take({ name: 'ready', content: null });
    take({ name: 'pressOnFence', content: { fence: 'f', button: 'run' } });
    take({ name: 'tick', content: { item: 'i', isTicked: true, reason: '' }, call: 1 });
    assert.deepEqual([heard, refused], [['ready', 'pressOnFence', 'tick'], []]);
  });

  const wrong: readonly unknown[] = [
    { name: 'pressOnFence', content: { fence: 'f', button: 'run', text: 'rm -rf /' } },
    { name: 'pressOnFence', content: { fence: 'f'.repeat(301), button: 'run' } },
    { name: 'follow', content: { version: 1, link: -1 } },
    { name: 'follow', content: { version: 1, link: 0, href: 'https://evil.example' } },
    { name: 'tick', content: { item: 'i', isTicked: 'yes', reason: '' }, call: 1 },
    { name: 'tick', content: { item: 'i', isTicked: true, reason: 'x'.repeat(501) }, call: 1 },
    { name: 'note', content: { item: 'i', text: '' }, call: 1 },
    { name: 'show', content: {} },
  ];
  for (const message of wrong)
    it(`is refused otherwise: ${JSON.stringify(message).slice(0, 70)}`, () => {
      take(message);
      assert.deepEqual([heard.length, refused.length], [0, 1]);
    });

  it('keeps which run it is, and nothing that could be something else', () => {
    assert.equal(runOfState({ run: 'run-1', unfolded: [], scrolledTo: 0 }), 'run-1');
    for (const kept of [undefined, null, 'run-1', {}, { run: 1 }, { run: '../x' }, { run: '' }])
      assert.equal(runOfState(kept), undefined);
  });
});

describe('the policy of the page of a checklist', () => {
  it('lets it load images from where the editor serves files, and from nowhere else', () => {
    const html = pageHtml({ script: 's', styles: 't', cspSource: 'https://a', nonce: 'abc', showsImages: true });
    assert.ok(html.includes("script-src 'nonce-abc'; img-src https://a\">"));
    assert.ok(!html.includes('data:'));
  });
});

describe('commands of a checklist’s buttons', () => {
  it('take arguments that the commands know', () => {
    for (const subject of [workerSubject, { ...workerSubject, service: '', target: undefined }])
      for (const action of checklistActionIds) {
        const called = actionCall(action, subject);
        if (called) assert.ok(readArguments([called.argument]).ok, action);
        else assert.ok(['tell-team', 'tell-team-end', 'add-note'].includes(action));
      }
  });

  it('scale the run’s service to its target, and verify the stack where there is no service', () => {
    assert.deepEqual(actionCall('scale', workerSubject), {
      command: 'scalebook.scaleService',
      argument: { stack: 'team', service: 'pdf-worker', replicas: 10 },
    });
    assert.deepEqual(actionCall('verify', { ...workerSubject, service: '' }), {
      command: 'scalebook.verifyStack',
      argument: { stack: 'team' },
    });
  });

  it('do instead of a command what it would do', () => {
    assert.deepEqual(stepCall({ step: 'scale', counts: { web: 3 } }, workerSubject).argument, {
      stack: 'team',
      service: 'web',
      replicas: 3,
    });
    assert.deepEqual(stepCall({ step: 'scale', counts: { web: 3, api: 2 } }, workerSubject), {
      command: 'scalebook.scaleStack',
      argument: { stack: 'team', counts: { web: 3, api: 2 } },
    });
    assert.deepEqual(stepCall({ step: 'restart', service: 'web' }, workerSubject).command, 'scalebook.restartService');
  });
});
