import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainOutput } from '../../../src/core/checklist/fence/plainOutput.js';
import { statementText } from '../../../src/core/diagnosis/reading/statementText.js';
import { readJournal } from '../../../src/core/operation/journal/readJournal.js';
import { meets } from '../../../src/core/scaling/swarm/constraint.js';
import { linePattern } from '../../../src/core/verification/logs/linePattern.js';
import { withoutPassword } from '../../../src/engine/contexts/parseEndpoint.js';
import { failureWords, parseProgress } from '../../../src/engine/scale/compose/composeProgress.js';
import { escapeMarkdown, fenced, oneLine, safeUrl } from '../../../src/view/markdown.js';
import { ShellOutput } from '../../../src/view/shellOutput.js';
import { logLine, terminalSafe } from '../../../src/view/terminalText.js';
import { hostileTexts } from '../../unit/support/hostileTexts.js';
import { node } from '../../unit/support/swarms.js';
import { iconsIn, linksIn } from '../../unit/support/workbenchText.js';
import { guarded } from '../support/guarded.js';
import { pumped } from '../support/pumped.js';
import { target } from '../support/target.js';

const pieces = [
  '\u001b',
  '\u001b]',
  '\u001b[',
  '\u001bP',
  '\u0007',
  '\u001b\\',
  '0',
  ';',
  'm',
  ' ',
  '\r',
  '\n',
  'a',
  '$(',
  '](',
  '[a',
  '`',
  '\\',
  '==',
  'node.id',
  "'",
  '$$',
  '--',
  '/*',
  '*/',
  '//',
  '@',
  ':',
  '{',
  '"',
  ',',
  '\u200b',
  '\u0000',
  '\ud800',
  'é',
];

/** Lines of logs, words of engines, what programs write: on its way to labels, notifications, Markdown, terminals and the journal. */
export const textsTarget = target({
  name: 'texts of containers, programs and files',
  inputs: fc.oneof(
    hostileTexts,
    pumped(pieces, 60_000),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
  ),
  check: (text) =>
    guarded(() => {
      const line = oneLine(text);
      assert.ok(line.length <= 1_000 && !/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/.test(line));
      assert.deepEqual([linksIn(line), iconsIn(line), iconsIn(escapeMarkdown(text))], [[], [], []]);
      assert.match(safeUrl(text), /^(https?:\/\/[^<>\s\\]*|about:blank)$/i);
      fenced(text);
      for (const shown of [terminalSafe(text), logLine('a', 1, 3, text).slice(0, -2)])
        assert.doesNotMatch(shown.replace(/\u001b\[[0-9;:]*m/g, ''), /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      assert.doesNotMatch(plainOutput(text), /[\u001b\u0007\u0000]/);
      assert.doesNotMatch(new ShellOutput().take(text), /\u001b\]52/);
      linePattern(text);
      statementText(text);
      meets(node('a'), text);
      parseProgress(text);
      failureWords(text);
      withoutPassword(text);
      readJournal(text);
    }),
  fewRuns: 250,
});
