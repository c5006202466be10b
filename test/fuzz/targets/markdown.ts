import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commentAt } from '../../../src/core/checklist/commentAt.js';
import { commentsOnLine } from '../../../src/core/checklist/commentsOnLine.js';
import { fenceCommand } from '../../../src/core/checklist/fence/fenceCommand.js';
import { placeholdersIn } from '../../../src/core/checklist/fence/placeholdersIn.js';
import { fencesIn } from '../../../src/core/checklist/fencesIn.js';
import { readChecklist } from '../../../src/core/checklist/markdown/main.js';
import { stagesOf } from '../../../src/core/checklist/stagesOf.js';
import { tasksIn } from '../../../src/core/checklist/tasksIn.js';
import { contentOf } from '../../../src/view/checklist/contentOf.js';
import { documentProblemText } from '../../../src/view/checklist/documentProblemWords.js';
import { linkTarget } from '../../../src/core/checklist/linkTarget.js';
import { guarded } from '../support/guarded.js';
import { pumped } from '../support/pumped.js';
import { target } from '../support/target.js';

const pieces =
  '- [ ] |- [x] a|>|> |1. |# |## a\n|```bash\n|```\n|~~~|    |<!--|-->|<!-- check: calm -->|<!-- action: |\n|\n\n|  |\t| |`|``|*|**|_|~~|[|](|](<|)|![|![[](|[a]: b|"|\\|&amp;|&#x0;|http://a|https://a.b/(|---\n|--- |===\n|x|é|\u202e|\0|\u2028|\ud800|a|rm |-v|docker |docker compose |{{service}}|{{|}}|$(|\'|>/dev/|find |git |PS |$ |\\\n|&&|;|-|--|.|:|<|(|#|@'.split(
    '|',
  );
pieces.push('|', '|-|\n', '|a|b|\n');

const texts = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 120 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: pumped(pieces, 30_000) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);

const subject = {
  context: 'here',
  stack: "a'b",
  stackId: "compose:a'b",
  service: 'web',
  target: 3,
  from: 1,
  operation: undefined,
} as const;

/** Any text is a checklist: read, staged, shown and asked for its commands. */
export const markdownTarget = target({
  name: 'checklists',
  inputs: fc.tuple(texts, fc.nat(200)),
  check: ([text, at]) =>
    guarded(() => {
      const document = readChecklist(text);
      const tasks = tasksIn(document.blocks);
      const fences = fencesIn(document.blocks);
      assert.equal(new Set(tasks.map(({ id }) => id)).size, tasks.length);
      assert.equal(new Set(fences.map(({ id }) => id)).size, fences.length);
      for (const problem of document.problems) assert.doesNotMatch(documentProblemText(problem), /\n/);
      const stages = stagesOf(document);
      contentOf(document, new Set(stages.map(({ id }) => id)), {
        mayFollow: (href) => linkTarget(href, 'docs').target !== 'none',
        imageSource: () => undefined,
      });
      placeholdersIn(document);
      for (const fence of fences.slice(0, 20)) fenceCommand(fence, subject);
      for (const language of ['bash', 'powershell', 'cmd', 'console'])
        fenceCommand({ language, text: text.slice(0, 16_000) }, subject);
      for (const line of text.split('\n').slice(0, 50)) {
        commentAt(line, at);
        commentsOnLine(line);
      }
    }),
  fewRuns: 150,
});
