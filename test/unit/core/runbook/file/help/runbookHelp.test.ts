import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hoverAt, suggestionsAt, type Suggestion } from '../../../../../../src/core/runbook/file/help/runbookHelp.js';
import { runbookJsonSchema } from '../../../../../../src/core/runbook/file/jsonSchema.js';
import { writeRunbook } from '../../../../../../src/core/runbook/file/writeRunbook.js';
import { bundledRunbook } from '../../../../../../src/core/runbook/bundledRunbook.js';
import { atCursor } from './atCursor.js';

const schema = runbookJsonSchema();

/** A line with what is in quotes or in a comment blanked out. */
const withoutText = (line: string): string =>
  line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|(?:^|\s)#.*/g, (found) => '_'.repeat(found.length));

function suggested(marked: string): readonly Suggestion[] {
  const { text, position } = atCursor(marked);
  return suggestionsAt(schema, text, position);
}

const labels = (marked: string): string[] => suggested(marked).map(({ label }) => label);

const topKeys = [
  'stack',
  'services',
  'otherServices',
  'prometheus',
  'postgres',
  'metrics',
  'rules',
  'matrix',
  'rungs',
  'scaleDown',
  'schedule',
  'profiles',
  'dashboards',
  'contacts',
  'notifications',
  'operations',
  'verification',
];
const serviceKeys = [
  'title',
  'min',
  'baseline',
  'max',
  'health',
  'targets',
  'memoryPerReplica',
  'connectionsPerReplica',
];
const ruleKeys = ['id', 'title', 'metric', 'warning', 'critical', 'action', 'required'];
const without = (all: readonly string[], ...gone: readonly string[]): string[] =>
  all.filter((key) => !gone.includes(key));

describe('suggestionsAt', () => {
  it('offers the keys of the top in an empty file, each with what it means', () => {
    const found = suggested('|');
    assert.deepEqual(
      found.map(({ label }) => label),
      topKeys,
    );
    for (const { label, kind, description } of found) {
      assert.equal(kind, 'key', label);
      // What stands for itself alone is described by its parts.
      if (label !== 'otherServices') assert.notEqual(description, '', label);
    }
  });

  it('offers the keys of where the cursor is', () => {
    assert.deepEqual(labels('services:\n  web:\n    |'), serviceKeys);
    assert.deepEqual(labels('services:\n  web:\n    health:\n      |'), ['urls', 'average']);
    assert.deepEqual(labels('notifications:\n  |'), ['from', 'snooze']);
    assert.deepEqual(labels('rules:\n  - |'), ruleKeys);
    assert.deepEqual(labels('rules:\n- |'), ruleKeys);
    assert.deepEqual(labels('rules:\n  - metric: cpu\n    warning:\n      clear:\n        |'), ['below', 'for']);
  });

  it('offers none for the names of services, which are not its to know', () => {
    assert.deepEqual(labels('services:\n  |'), []);
  });

  it('offers no key that is there already, above or below', () => {
    assert.deepEqual(labels('services:\n  web:\n    min: 1\n    |\n    max: 3\n'), without(serviceKeys, 'min', 'max'));
    assert.deepEqual(
      labels('stack: shop\n|\nservices:\n  web:\n    title: Shop\n'),
      without(topKeys, 'stack', 'services'),
    );
    assert.deepEqual(
      labels('rules:\n  - metric: cpu\n    |\n    warning: 1\n'),
      without(ruleKeys, 'metric', 'warning'),
    );
    assert.deepEqual(labels('rules:\n  - |\n    warning: 1\n'), without(ruleKeys, 'warning'));
  });

  it('does not take the keys of another mapping for those of this one', () => {
    assert.deepEqual(labels('services:\n  jobs:\n    min: 1\n  web:\n    |\n  other:\n    max: 2\n'), serviceKeys);
    assert.deepEqual(labels('rules:\n  - metric: cpu\n    warning: 1\n  - |'), ruleKeys);
    assert.deepEqual(labels('rules:\n  - |\n  - metric: cpu\n    warning: 1\n'), ruleKeys);
    assert.deepEqual(
      labels('rules:\n  - metric: cpu\n    |\n  - id: a\n    warning: 1\n'),
      without(ruleKeys, 'metric'),
    );
  });

  it('looks at the item that the cursor is in alone, however many stand before it', () => {
    assert.deepEqual(labels('rules:\n  - metric: cpu\n    warning: 1\n  - id: a\n    |'), without(ruleKeys, 'id'));
  });

  it('keeps the key that the cursor is in, so that it can be written to its end', () => {
    assert.ok(labels('services:\n  web:\n    mi|n: 1\n').includes('min'));
    assert.deepEqual(labels('services:\n  web:\n    mi|'), serviceKeys);
  });

  it('offers values after a key, with what they are for', () => {
    const values = suggested('notifications:\n  from: |');
    assert.deepEqual(
      values.map(({ label, kind }) => [label, kind]),
      [
        ['prepare', 'value'],
        ['scale-proactively', 'value'],
        ['scale-now', 'value'],
      ],
    );
    for (const { description } of values) assert.match(description, /The least that is told of/);
    assert.deepEqual(labels('schedule:\n  actAlone: |'), ['true', 'false']);
    assert.deepEqual(labels('rules:\n  - required: t|'), ['true', 'false']);
    assert.deepEqual(labels('services:\n  web:\n    targets:\n      - rule: |'), ['queue', 'steps', 'ratio', 'per']);
    assert.deepEqual(labels('metrics:\n  - id: a\n    services: |'), ['all']);
    assert.deepEqual(labels('services:\n  web:\n    min: |'), []);
  });

  it('keeps to the form that was chosen, where there are several', () => {
    const source = 'metrics:\n  - id: a\n    sources:\n      - from: ';
    assert.deepEqual(labels(`${source}json\n        |`), ['url', 'path', 'of', 'scale']);
    assert.deepEqual(labels(`${source}probe\n        figure: |`), [
      'p50',
      'p95',
      'p99',
      'errorRate',
      'serverErrors',
      'timeouts',
    ]);
    assert.deepEqual(labels(`${source}'docker' # from the engine\n        |`), ['figure']);
    assert.deepEqual(labels(`${source}|json\n        path: a\n`), [
      'docker',
      'prometheus',
      'json',
      'postgres',
      'probe',
    ]);
    assert.deepEqual(labels(`${source.slice(0, -6)}{ from: |json, path: a }`), [
      'docker',
      'prometheus',
      'json',
      'postgres',
      'probe',
    ]);
    // What is not one of them chooses none.
    assert.ok(labels(`${source}jsn\n        |`).includes('url'));
    const below = suggested('services:\n  web:\n    targets:\n      - |\n        rule: per\n');
    assert.deepEqual(
      below.map(({ label }) => label),
      ['metric', 'perReplica'],
    );
    assert.equal(below[1]?.description, 'How many of them one replica carries.');
  });

  it('knows braces and brackets on one line as it knows blocks', () => {
    assert.deepEqual(labels('services:\n  web: { min: 1, | }'), without(serviceKeys, 'min'));
    assert.deepEqual(labels('services:\n  web: {|'), serviceKeys);
    assert.deepEqual(labels('services:\n  web: { title: "a, b: {", health: { urls: [], | }, max: 3 }'), ['average']);
    assert.deepEqual(labels('services: { web: { max: 3, mi|n: 2 } }'), without(serviceKeys, 'max'));
    assert.deepEqual(labels('rules:\n  - { metric: cpu, | }\n  - { id: a }'), without(ruleKeys, 'metric'));
    assert.deepEqual(labels('rules:\n  - { metric: cpu, required: |'), ['true', 'false']);
    assert.deepEqual(labels('rules: [{ metric: cpu }, { | }]'), ruleKeys);
    assert.deepEqual(labels('notifications: { from: | }'), ['prepare', 'scale-proactively', 'scale-now']);
    const source = 'metrics:\n  - id: a\n    sources:\n      - ';
    assert.deepEqual(labels(`${source}{ from: json, | }`), ['url', 'path', 'of', 'scale']);
    assert.deepEqual(labels('rungs: [3, | 10]'), []);
    assert.deepEqual(labels('notifications: { from: prepare } |'), []);
    assert.deepEqual(labels('services:\n  web: { min: 1 }\n|'), without(topKeys, 'services'));
  });

  it('says nothing within a comment', () => {
    assert.deepEqual(labels('# |'), []);
    assert.deepEqual(labels('services:\n  web:\n    # mi|\n'), []);
  });

  it('reads lines that end as on Windows', () => {
    const text = 'services:\r\n  web:\r\n    min: 1\r\n    ';
    const found = suggestionsAt(schema, text, { line: 3, column: 4 });
    assert.deepEqual(
      found.map(({ label }) => label),
      without(serviceKeys, 'min'),
    );
  });

  it('never fails, whatever the text', () => {
    const piece = fc.constantFrom(
      '- ',
      '  ',
      '\n',
      'services',
      ':',
      ': ',
      'web',
      '#',
      '"',
      "'",
      '|',
      '{',
      '\t',
      'rules:\n',
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.nat(20), fc.nat(40), (any, line, column) => {
        for (const { label } of suggestionsAt(schema, any, { line, column })) assert.notEqual(label, '');
        const hover = hoverAt(schema, any, { line, column });
        assert.ok(hover === undefined || (hover.text !== '' && hover.from <= column && column <= hover.to));
      }),
    );
  });
});

describe('hoverAt', () => {
  const hover = (marked: string): ReturnType<typeof hoverAt> => {
    const { text, position } = atCursor(marked);
    return hoverAt(schema, text, position);
  };

  it('tells of the key under the cursor, and where it is', () => {
    assert.deepEqual(hover('services:\n  web:\n    m|ax: 3\n'), {
      text: 'Most replicas. Default: twice the baseline, 10 at least.',
      from: 4,
      to: 7,
    });
    assert.deepEqual(hover('rules:\n  - metr|ic: cpu\n'), { text: "A metric's id.", from: 4, to: 10 });
    assert.match(hover('ser|vices:\n')?.text ?? '', /services that may be scaled/);
  });

  it('is the same from the first to the last place of the key, and nothing beside it', () => {
    const first = hover('services:\n  web:\n    |max: 3\n');
    assert.ok(first);
    assert.deepEqual(hover('services:\n  web:\n    max|: 3\n'), first);
    assert.equal(hover('services:\n  web:\n   | max: 3\n'), undefined);
    assert.equal(hover('services:\n  web:\n    max: |3\n'), undefined);
  });

  it('says nothing of what the file does not know', () => {
    assert.equal(hover('colo|ur: red\n'), undefined);
    assert.equal(hover('services:\n  web:\n    const|ructor: 1\n'), undefined);
    assert.equal(hover('# ser|vices: x\n'), undefined);
  });

  it('means the form that was chosen, where a key means different things', () => {
    const source = 'metrics:\n  - id: a\n    sources:\n      - from: ';
    assert.match(hover(`${source}docker\n        fig|ure: cpuPeak\n`)?.text ?? '', /^Percent of a replica's limit/);
    assert.match(hover(`${source}probe\n        fig|ure: p50\n`)?.text ?? '', /^Response times in ms/);
    assert.match(
      hover('services:\n  web:\n    targets:\n      - per|Replica: 5\n        rule: per\n')?.text ?? '',
      /^How many/,
    );
  });

  it('tells of keys in braces, and where they are', () => {
    assert.deepEqual(hover('services:\n  web: { title: Shop, m|ax: 3 }'), {
      text: 'Most replicas. Default: twice the baseline, 10 at least.',
      from: 22,
      to: 25,
    });
    assert.equal(hover('services:\n  web: { title: Sh|op, max: 3 }'), undefined);
  });

  it('explains every key of a whole runbook but the names that people gave', () => {
    const text = writeRunbook(bundledRunbook, { comments: true });
    const lines = text.split('\n');
    // A key is a word before a colon, whether its mapping is a block or in braces.
    const keys = lines.flatMap((own, line) =>
      Array.from(
        withoutText(own).matchAll(/(?<=^ *(?:- )?|[{,] )([\w-]+):(?= |$)/g),
        ({ index: column, 1: key = '' }) => ({ key, line, column }),
      ),
    );
    const silent = keys.filter((key) => !hoverAt(schema, text, key)).map(({ key }) => key);
    const { flows, session } = bundledRunbook.verification;
    const steps = [...flows.flatMap((flow) => flow.steps), ...(session ? [session.create, session.read] : [])];
    const given = new Set([
      ...bundledRunbook.services.map(({ name }) => name),
      ...steps.flatMap(({ headers, body, expect, capture }) =>
        [headers, body?.as === 'form' ? body.fields : {}, expect.json, capture].flatMap((texts) => Object.keys(texts)),
      ),
    ]);
    assert.ok(keys.length > 300, String(keys.length));
    assert.deepEqual(
      silent.filter((key) => !given.has(key)),
      [],
    );
  });
});
