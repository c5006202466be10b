import assert from 'node:assert/strict';
import { readChecklist } from '../../../../src/core/checklist/markdown/main.js';
import { tasksIn } from '../../../../src/core/checklist/tasksIn.js';
import { fencesIn } from '../../../../src/core/checklist/fencesIn.js';
import { outlineOf } from '../../support/checklistOutline.js';
import { rawMarkdown } from '../../support/rawMarkdown.js';
import { readMarkdown } from '../../support/readMarkdown.js';
import { everyday } from './samples/everyday.js';
import { odd } from './samples/odd.js';
import { outlines } from './samples/outlines.js';
import { runbook } from './samples/runbook.js';

const tasksOf = (text: string) => tasksIn(readChecklist(text).blocks);
const idsOf = (text: string): readonly string[] => tasksOf(text).map(({ id }) => id);

describe('a Markdown file as a checklist', () => {
  for (const [name, text] of Object.entries({ ...everyday, ...odd }))
    it(`reads ${name}`, () => assert.equal(outlineOf(readChecklist(text)), outlines[name]));

  it('keeps every heading, item, table and command of a runbook', () => {
    const raw = rawMarkdown(runbook);
    assert.deepEqual(readMarkdown(readChecklist(runbook)), raw);
    assert.deepEqual([raw.headings.length, raw.tasks.length, raw.cells.length, raw.fences.length], [6, 10, 15, 5]);
  });

  it('takes the words of the first heading for its title', () => {
    assert.equal(readChecklist('text\n\n## The *first*\n# Second').title, 'The first');
    assert.equal(readChecklist('- [ ] a').title, '');
  });

  it('tells of bindings to what does not exist, where they are', () => {
    assert.deepEqual(readChecklist(everyday['bindings'] ?? '').problems, [
      { problem: 'unknown-check', id: 'no-such', lines: { first: 5, last: 5 } },
      { problem: 'unknown-action', id: 'explode', lines: { first: 5, last: 5 } },
      { problem: 'unknown-when', id: 'full-moon', lines: { first: 5, last: 5 } },
      { problem: 'unknown-comment', key: 'owner', lines: { first: 5, last: 5 } },
    ]);
  });

  it('binds an item to all of its checks and conditions, and to the first of its actions', () => {
    const keys = 'check: calm, when: down, action: scale, check: watched, when: queue, action: verify, check: calm';
    const comments = keys.split(', ').map((key) => `<!-- ${key} -->`);
    assert.deepEqual(
      tasksIn(readChecklist(`- [ ] x ${comments.join(' ')}`).blocks).map(({ binding }) => binding),
      [{ check: ['calm', 'watched'], action: 'scale', when: ['down', 'queue'] }],
    );
  });

  it('tells where items and commands are, behind front matter too', () => {
    const document = readChecklist('---\na: b\n---\n\n- [ ] one\n  and more\n\n  ```sh\n  x\n  ```\n- [ ] two\n');
    assert.deepEqual(
      tasksIn(document.blocks).map(({ lines }) => lines),
      [
        { first: 4, last: 5 },
        { first: 10, last: 10 },
      ],
    );
    assert.deepEqual(
      fencesIn(document.blocks).map(({ lines }) => lines),
      [{ first: 7, last: 9 }],
    );
  });
});

describe('the ids of a checklist', () => {
  it('stay when something else is edited', () => {
    const [first, second] = idsOf('- [ ] One\n- [ ] Two <!-- check: calm -->');
    const edited = idsOf('# New\n\nText\n\n1. [x] Two\n\n- [ ] Other\n  - [ ] One');
    assert.deepEqual(
      edited.filter((id) => id === first || id === second),
      [second, first],
    );
  });

  it('follow the words, not the marks on them', () => {
    assert.deepEqual(idsOf('- [ ] **One**  `x`'), idsOf('- [x] One x'));
    assert.notDeepEqual(idsOf('- [ ] One'), idsOf('- [ ] one'));
  });

  it('tell twins apart by their order', () => {
    const [first, second, third] = idsOf('- [ ] Same\n- [ ] Same\n- [ ] Same');
    assert.equal(new Set([first, second, third]).size, 3);
    assert.deepEqual(
      idsOf('- [ ] Same\n- [ ] New\n- [ ] Same').filter((id) => id !== idsOf('- [ ] New')[0]),
      [first, second],
    );
  });

  it('of commands follow their text', () => {
    const ids = (text: string) => fencesIn(readChecklist(text).blocks).map(({ id }) => id);
    const [first] = ids('```sh\ndocker ps\n```');
    assert.deepEqual(ids('# A\n\n- [ ] x\n\n  ```bash\n  docker ps\n  ```'), [first]);
    assert.notEqual(ids('```sh\ndocker ps -a\n```')[0], first);
    assert.equal(new Set(ids('```\na\n```\n```\na\n```')).size, 2);
  });

  it('of headings are what GitHub links to', () => {
    const ids = readChecklist('# Before & After!\n## Step 1: go\n## Step 1: go\n# Größe_x').blocks.map((block) =>
      block.block === 'heading' ? block.id : '',
    );
    assert.deepEqual(ids, ['before--after', 'step-1-go', 'step-1-go-1', 'größe_x']);
  });
});
