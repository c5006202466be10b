import assert from 'node:assert/strict';
import { keyOf, listItem, pathAt } from '../../../../../../src/core/runbook/file/help/yamlPath.js';
import { atCursor } from './atCursor.js';

const item = listItem;

describe('pathAt', () => {
  const path = (marked: string): readonly (string | symbol)[] => {
    const { text, position } = atCursor(marked);
    return pathAt(text.split('\n'), position.line, position.column);
  };

  it('is empty at the top', () => {
    assert.deepEqual(path('|'), []);
    assert.deepEqual(path('services:\n  web:\n    min: 1\n|'), []);
  });

  it('goes through mappings, past neighbours, comments and empty lines', () => {
    assert.deepEqual(path('services:\n  web:\n    |'), ['services', 'web']);
    assert.deepEqual(path('rungs: [3]\nservices:\n  web:\n    min: 1\n\n# note: it\n    |'), ['services', 'web']);
    assert.deepEqual(path('services:\n  web:\n    health:\n      average: 1s\n    |'), ['services', 'web']);
    assert.deepEqual(path('services:\n  web: {}\n  "jobs":\n    \'health\':\n      |'), ['services', 'jobs', 'health']);
  });

  it('goes through lists, on the line of the dash and on the lines under it', () => {
    assert.deepEqual(path('rules:\n  - |'), ['rules', item]);
    assert.deepEqual(path('rules:\n  - metric: cpu\n    |'), ['rules', item]);
    assert.deepEqual(path('rules:\n  - metric: cpu\n    warning:\n      |'), ['rules', item, 'warning']);
    assert.deepEqual(path('rules:\n  -\n    |'), ['rules', item]);
    assert.deepEqual(path('metrics:\n  - id: a\n    sources:\n      - from: json\n        |'), [
      'metrics',
      item,
      'sources',
      item,
    ]);
    assert.deepEqual(path('x:\n  - - |'), ['x', item, item]);
  });

  it('takes a list for what the key above it holds where its dashes stand below that key', () => {
    assert.deepEqual(path('services:\n  web:\n    targets:\n    - rule: queue\n      floor: 1\n    - |'), [
      'services',
      'web',
      'targets',
      item,
    ]);
    assert.deepEqual(path('services:\n  web:\n    targets:\n    - rule: queue\n    |'), ['services', 'web']);
  });

  it('does so at the left edge too', () => {
    assert.deepEqual(path('rules:\n- |'), ['rules', item]);
    assert.deepEqual(path('stack: shop\nrules:\n- metric: cpu\n- metric: memory\n  |'), ['rules', item]);
    assert.deepEqual(path('metrics:\n- id: a\n  sources:\n  - |'), ['metrics', item, 'sources', item]);
  });
});

describe('keyOf', () => {
  it('finds a key with its place, plain or in quotes, behind dashes too', () => {
    assert.deepEqual(keyOf('min: 1'), { key: 'min', column: 0, end: 3 });
    assert.deepEqual(keyOf('  web:'), { key: 'web', column: 2, end: 5 });
    assert.deepEqual(keyOf('  - from: json'), { key: 'from', column: 4, end: 8 });
    assert.deepEqual(keyOf('"a:b" : 1'), { key: 'a:b', column: 0, end: 6 });
    assert.deepEqual(keyOf("'pdf-worker': {}"), { key: 'pdf-worker', column: 0, end: 12 });
  });

  it('finds none in comments, addresses and plain words', () => {
    for (const text of ['', '# min: 1', 'http://localhost:9090', '- mon-fri', '  some words']) {
      assert.equal(keyOf(text), undefined, text);
    }
  });
});
