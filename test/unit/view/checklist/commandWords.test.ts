import assert from 'node:assert/strict';
import { dangersIn } from '../../../../src/core/checklist/fence/dangersIn.js';
import { dangerQuestion } from '../../../../src/view/checklist/dangerWords.js';
import { fenceRefusalText } from '../../../../src/view/checklist/fenceRefusalWords.js';
import { sectionEndText } from '../../../../src/view/checklist/tickWords.js';

describe('words on commands of a checklist', () => {
  it('say what is dangerous, and show the command', () => {
    const text = 'docker compose down -v';
    assert.deepEqual(dangerQuestion(text, dangersIn(text), 'prod'), {
      title: 'Run this on prod? It can take something away for good.',
      detail:
        'down -v: removes volumes with their data.\ndocker compose down: stops and removes a whole stack.\n\ndocker compose down -v',
      button: 'Run It',
    });
    assert.ok(dangerQuestion('rm x '.repeat(2_000), dangersIn('rm x'), 'c').detail.length < 1_600);
  });

  it('say how far all commands of a stage came, and why no further', () => {
    assert.equal(sectionEndText({ ran: 3, of: 3, how: 'done' }), 'All 3 commands have ended well.');
    assert.match(sectionEndText({ ran: 1, of: 3, how: 'failed' }), /^1 of 3 .* The last one did not end well/);
    const cancelled = sectionEndText({ ran: 1, of: 3, how: 'cancelled' });
    assert.equal(cancelled, '1 of 3 commands were run. Then they were cancelled, and the others were left.');
    assert.match(sectionEndText({ ran: 1, of: 3, how: 'not-kept' }), /could not be kept in the journal/);
  });

  it('say what to do after every refusal', () => {
    const plain = ['untrusted', 'no-run', 'no-command', 'unseen', 'no-cli-context', 'no-folder', 'running'] as const;
    const refusals = [
      ...plain.map((reason) => ({ reason })),
      { reason: 'no-shell', shell: 'cmd' },
      { reason: 'not-kept', detail: 'x' },
      { reason: 'other-context', of: 'a', now: undefined },
    ] as const;
    for (const refusal of refusals)
      assert.match(
        fenceRefusalText(refusal),
        /(?:[.;] |first )(?:Trust|Begin|look|type|Choose|Copy|Open|write|Wait|See) /i,
        refusal.reason,
      );
  });

  it('say why nothing was run, and what to do', () => {
    const problems = [
      { problem: 'missing', name: 'service' },
      { problem: 'unknown', name: 'replicas' },
    ] as const;
    assert.equal(
      fenceRefusalText({ reason: 'placeholders', problems }),
      'This run has no service. {{replicas}} is no placeholder; there are service, target, from, stack, context. Nothing was run.',
    );
    assert.equal(
      fenceRefusalText({ reason: 'other-context', of: 'prod', now: 'default' }),
      'This run is about prod, and the window speaks to default. Nothing was run; choose that context first.',
    );
    assert.equal(
      fenceRefusalText({ reason: 'no-document', failure: { reason: 'too-large', bytes: 2_500_000, maxBytes: 1e6 } }),
      'The file has 2.5 MB, and a checklist at most 1.0 MB. Divide it. Nothing was run.',
    );
  });
});
