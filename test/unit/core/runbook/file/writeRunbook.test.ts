import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundledRunbook, defaultRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { createRunbookFor } from '../../../../../src/core/runbook/file/createRunbookFor.js';
import { parseRunbook } from '../../../../../src/core/runbook/file/parseRunbook.js';
import { writeRunbook } from '../../../../../src/core/runbook/file/writeRunbook.js';
import type { Runbook } from '../../../../../src/core/runbook/runbook.js';
import { replicas, stackOf } from '../../../support/stacks.js';
import { anyRunbook } from './anyRunbook.js';

/** What a reader of the written file makes of it. */
function again(runbook: Runbook, comments = true): Runbook | undefined {
  const { runbook: read, problems } = parseRunbook(writeRunbook(runbook, { comments }));
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  return read;
}

describe('writeRunbook', () => {
  it('writes the bundled runbook so that it is read back as it is, without a warning', () => {
    assert.deepEqual(again(bundledRunbook), { ...bundledRunbook, origin: 'file' });
    assert.deepEqual(again(bundledRunbook, false), { ...bundledRunbook, origin: 'file' });
    assert.deepEqual(parseRunbook(writeRunbook(bundledRunbook, { comments: true })).problems, []);
    assert.deepEqual(again(defaultRunbook), { ...defaultRunbook, origin: 'file' });
  });

  it('writes any runbook so that it is read back as it is', () => {
    fc.assert(
      fc.property(anyRunbook, fc.boolean(), (runbook, comments) => {
        assert.deepEqual(again(runbook, comments), runbook);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the order of services whose names are numbers', () => {
    const [first] = bundledRunbook.services;
    assert.ok(first);
    const services = ['10', 'web', '9', '1'].map((name) => ({ ...first, name, targets: [] }));
    const read = again({ ...defaultRunbook, services });
    assert.deepEqual(
      read?.services.map(({ name }) => name),
      ['10', 'web', '9', '1'],
    );
  });

  it('explains every section of the file where it is asked to, and nothing otherwise', () => {
    const lines = writeRunbook(bundledRunbook, { comments: true }).split('\n');
    const sections = lines.flatMap((line, index) =>
      /^[a-z]/i.test(line) ? [{ line, above: lines[index - 1] ?? '' }] : [],
    );
    const silent = sections.filter(({ above }) => !above.startsWith('# ')).map(({ line }) => line);
    assert.deepEqual(silent, ['stack: up-schedule-generator']);
    assert.equal(sections.length, 16);
    assert.ok(!/^\s*#/m.test(writeRunbook(bundledRunbook, { comments: false })));
  });

  it('writes times and tables as people do', () => {
    const text = writeRunbook(bundledRunbook, { comments: false });
    for (const part of [
      'warning: { above: 70, for: 10m, clear: { below: 65 } }',
      '    warning: 2s\n    critical: 5s\n',
      '- { title: Monday morning, days: mon, time: 08:00-10:00, effect: more 50% }',
      'memoryPerReplica: 2GiB',
      'rungs: [ 3, 10, 20, 30 ]',
      'proposeBefore: 3d\n      dueBefore: 2d\n',
    ]) {
      assert.ok(text.includes(part), part);
    }
  });
});

describe('createRunbookFor', () => {
  const created = createRunbookFor(stackOf(...replicas('web', 2), ...replicas('worker', 7), ...replicas('db', 1)));

  it('takes the running counts for the baselines', () => {
    assert.deepEqual(
      created.services.map(({ name, min, baseline, max }) => [name, min, baseline, max]),
      [
        ['db', 1, 1, 10],
        ['web', 1, 2, 10],
        ['worker', 1, 7, 14],
      ],
    );
  });

  it('has the rules on CPU and memory, and can be written and read without a problem', () => {
    assert.deepEqual(created.rules, defaultRunbook.rules);
    assert.deepEqual(again(created), created);
    assert.deepEqual(parseRunbook(writeRunbook(created, { comments: true })).problems, []);
  });

  it('does not count a replica that is on its way out, and leaves out names that no Compose file has', () => {
    const going = replicas('web', 1, { state: 'removing' });
    const odd = replicas('a: *b', 1);
    const runbook = createRunbookFor(stackOf(...going, ...odd));
    assert.deepEqual(
      runbook.services.map(({ name, min, baseline }) => [name, min, baseline]),
      [['web', 0, 0]],
    );
    assert.deepEqual(again(runbook), runbook);
  });
});
