import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { hoverAt, parseRunbook, suggestionsAt } from '../../../src/core/runbook/file/main.js';
import { writeRunbook } from '../../../src/core/runbook/file/writeRunbook.js';
import { readComposeFiles } from '../../../src/core/swarmMove/file/readComposeFiles.js';
import { moveFindings } from '../../../src/core/swarmMove/findings.js';
import { guarded } from '../support/guarded.js';
import { pumped } from '../support/pumped.js';
import { target } from '../support/target.js';

const good = writeRunbook(bundledRunbook, { comments: false });
const small = 'services:\n  web: { min: 1, max: 5 }\nprometheus: { url: "http://localhost:9090" }\n';
const pieces = [
  ...Array.from('{}[]:,&*!|>\'"%@`#?- \n\t.~=\\/0a<'),
  '*a ',
  '&a ',
  '- ',
  ': ',
  '\n  ',
  '\n    ',
  '<<: *a',
  '__proto__: ',
  'constructor: ',
  '"\\u0000"',
  '!!js/function ',
  '- - ',
  '[[',
  '{a: ',
  'services:\n',
  'metrics:\n',
  'http://',
  '//',
  '@',
  '1e999',
  '0x10',
  '.nan',
  '\ufeff',
  '---\n',
  '...\n',
  '\u2028',
  '\u202e',
];

/** A good file with pieces cut out of it and put in, or what is none from the beginning. */
const texts = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(good, small),
      fc.array(fc.tuple(fc.nat(20_000), fc.nat(20), fc.array(fc.constantFrom(...pieces), { maxLength: 4 })), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([text, edits]) =>
      edits.reduce((now, [at, cut, put]) => {
        const from = at % (now.length + 1);
        return now.slice(0, from) + put.join('') + now.slice(from + cut);
      }, text),
    ),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  pumped(pieces, 30_000),
  fc
    .tuple(pumped(pieces, 20_000), fc.constantFrom('prometheus: { url: "', 'verification: { errorWords: ["', 'x: "'))
    .map(([text, before]) => before + text),
);

/** Any text is a runbook's or a Compose file's: read, told what is wrong of it at its place, helped with; a good one comes back the same from what is written of it. */
export const runbookTarget = target({
  name: 'runbook files',
  inputs: fc.tuple(texts, fc.nat(400), fc.nat(40)),
  check: ([text, line, column]) =>
    guarded(() => {
      const { runbook, problems } = parseRunbook(text);
      const lines = text.split('\n');
      for (const { from, to, message } of problems) {
        assert.ok(from.line <= to.line && to.line <= lines.length, message);
        assert.ok(from.column >= 0 && message.length < 600, message);
      }
      assert.equal(
        runbook === undefined,
        problems.some(({ severity }) => severity === 'error'),
      );
      if (runbook) assert.deepEqual(parseRunbook(writeRunbook(runbook, { comments: false })).runbook, runbook);
      suggestionsAt(text, { line, column });
      hoverAt(text, { line: line % lines.length, column });
      const compose = readComposeFiles([text]);
      if (compose.ok) moveFindings(compose.value);
    }),
  fewRuns: 40,
});
