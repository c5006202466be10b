import assert from 'node:assert/strict';
import { hoverAt, suggestionsAt } from '../../../../../../src/core/runbook/file/help/runbookHelp.js';
import { runbookJsonSchema } from '../../../../../../src/core/runbook/file/jsonSchema.js';
import { atCursor } from './atCursor.js';

const schema = runbookJsonSchema();

function labels(marked: string): readonly string[] {
  const { text, position } = atCursor(marked);
  return suggestionsAt(schema, text, position).map(({ label }) => label);
}

function hover(marked: string): string {
  const { text, position } = atCursor(marked);
  return hoverAt(schema, text, position)?.text ?? '';
}

describe('the help in a verification', () => {
  it('offers the keys and values of a verification, down to a step of a flow', () => {
    assert.deepEqual(labels('verification:\n  services:\n    web:\n      |'), [
      'inside',
      'servedBy',
      'p95',
      'balancerName',
      'database',
    ]);
    assert.deepEqual(labels('verification:\n  services:\n    web: { servedBy: { | } }'), ['json', 'header']);
    assert.deepEqual(labels('verification:\n  balancer: { kind: | }'), ['auto', 'traefik', 'haproxy']);
    const step = 'verification:\n  flows:\n    - id: a\n      steps:\n        - title: Buy\n          ';
    assert.deepEqual(labels(`${step}|`), ['method', 'url', 'headers', 'json', 'form', 'expect', 'capture', 'until']);
    assert.deepEqual(labels(`${step}method: |`), ['GET', 'POST', 'PUT', 'DELETE']);
    assert.deepEqual(labels('verification:\n  session:\n    read:\n      form:\n        file: { | }'), [
      'field',
      'name',
      'type',
      'text',
    ]);
  });

  it('says what a key means', () => {
    assert.match(hover('verification:\n  usage|Below: 60%\n'), /^CPU and memory of each replica have to stay below/);
    const step = 'verification:\n  flows:\n    - id: a\n      steps:\n        - title: Buy\n          ';
    assert.match(hover(`${step}cap|ture: { id: id }`), /^Names for later steps/);
    assert.match(
      hover(`${step}u|rl: "http://localhost/{{run}}"`),
      /\{\{run\}\} for a text unlike that of any other run/,
    );
  });
});
