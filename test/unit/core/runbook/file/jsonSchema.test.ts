import assert from 'node:assert/strict';
import { runbookJsonSchema } from '../../../../../src/core/runbook/file/jsonSchema.js';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Every part of the schema that has properties, with the way to it. */
function mappings(node: unknown, path = '$'): readonly { readonly path: string; readonly node: Node }[] {
  if (!isNode(node)) return [];
  const inner = Object.entries(node).flatMap(([key, value]) => mappings(value, `${path}.${key}`));
  return isNode(node['properties']) && node['type'] === 'object' ? [{ path, node }, ...inner] : inner;
}

describe('runbookJsonSchema', () => {
  const schema = runbookJsonSchema();
  const all = mappings(schema);

  it('tells what every key means', () => {
    const silent = all.flatMap(({ path, node }) =>
      Object.entries(isNode(node['properties']) ? node['properties'] : {})
        .filter(([, property]) => !isNode(property) || typeof property['description'] !== 'string')
        .map(([key]) => `${path} ${key}`),
    );
    assert.ok(all.length > 20);
    assert.deepEqual(silent, []);
  });

  it('knows no keys but those', () => {
    assert.deepEqual(
      all.filter(({ node }) => node['additionalProperties'] !== false).map(({ path }) => path),
      [],
    );
  });

  it('asks for the services and for nothing else', () => {
    assert.deepEqual(schema['required'], ['services']);
    assert.equal(schema['$schema'], 'http://json-schema.org/draft-07/schema#');
  });

  it('is what people write and not what it is turned into', () => {
    const text = JSON.stringify(schema);
    assert.ok(text.includes('"snooze"') && !text.includes('snoozeMs'));
    // Editors make regular expressions of the patterns, with and without the flag for Unicode.
    const patterns = Array.from(
      text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g),
      ([, pattern]) => JSON.parse(pattern ?? '""') as string,
    );
    assert.ok(patterns.length > 10);
    for (const pattern of patterns) {
      new RegExp(pattern);
      new RegExp(pattern, 'u');
    }
  });
});
