import assert from 'node:assert/strict';
import { readChecklist } from '../../../../src/core/checklist/markdown/main.js';
import { stagesOf } from '../../../../src/core/checklist/stagesOf.js';
import { tasksIn } from '../../../../src/core/checklist/tasksIn.js';

const items = (count: number): string => '- [ ] item\n'.repeat(count);
const stages = (...lines: readonly string[]): readonly string[] =>
  stagesOf(readChecklist(lines.join('\n'))).map(({ id, title, tasks }) => `${id}|${title}|${tasks.length}`);

describe('the stages of a checklist', () => {
  it('are its sections with items', () =>
    assert.deepEqual(stages('# All', '## *Before* it', items(2), '## Read', 'text', '## After', items(3)), [
      'before-it|Before it|2',
      'after|After|3',
    ]));

  it('have what is below their smaller headings, in lists and in quotes', () =>
    assert.deepEqual(
      stages('# All', '## A', '### One', '- [ ] x\n  - [ ] y', '### Two', '> - [ ] z', '## B', items(1)),
      ['a|A|3', 'b|B|1'],
    ));

  it('begin with one of their own for what is before any heading', () =>
    assert.deepEqual(stages(items(2), '## A', items(1), '## B', items(1)), ['||2', 'a|A|1', 'b|B|1']));

  it('are divided by smaller headings where they would be too long', () =>
    assert.deepEqual(stages('# All', '## A', items(1), '## B', '### B1', items(9), '### B2', items(8)), [
      'a|A|1',
      'b1|B1|9',
      'b2|B2|8',
    ]));

  it('stay long where smaller headings divide nothing', () =>
    assert.deepEqual(stages('## A', items(30), '## B', '### C', items(2)), ['a|A|30', 'b|B|2']));

  it('are one where there is one heading, or none', () => {
    assert.deepEqual(stages('# Title', items(3)), ['title|Title|3']);
    assert.deepEqual(stages('# Title', '## A', items(3)), ['a|A|3']);
    assert.deepEqual(stages(items(3)), ['||3']);
    assert.deepEqual(stages('# Title', 'text'), []);
  });

  it('have every item once, in the order of the file', () => {
    const document = readChecklist(`- [ ] a\n# X\n- [ ] b\n  > - [ ] c\n## Y\n1. [ ] d\n# Z\n- e\n  - [ ] f`);
    const ids = stagesOf(document).flatMap(({ tasks }) => tasks);
    assert.deepEqual(
      ids,
      tasksIn(document.blocks).map(({ id }) => id),
    );
    assert.equal(ids.length, 5);
  });
});
