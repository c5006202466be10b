import assert from 'node:assert/strict';
import { nodesAt, type SchemaNode } from '../../../../../../src/core/runbook/file/help/schemaNode.js';
import { listItem, type PathStep } from '../../../../../../src/core/runbook/file/help/yamlPath.js';

const size: SchemaNode = { type: 'string', description: 'How large.' };
const schema: SchemaNode = {
  type: 'object',
  definitions: { tree: { properties: { size, inner: { $ref: '#/definitions/tree' } } } },
  properties: {
    tree: { description: 'A tree.', $ref: '#/definitions/tree' },
    named: { additionalProperties: size },
    closed: { properties: { size }, additionalProperties: false },
    either: { anyOf: [{ type: 'number' }, { oneOf: [{ type: 'array', items: size }, { properties: { size } }] }] },
    self: { $ref: '#' },
    endless: { $ref: '#/definitions/endless' },
    lost: { $ref: '#/definitions/nowhere' },
  },
};

describe('nodesAt', () => {
  it('is the schema itself at the top', () => {
    assert.deepEqual(nodesAt(schema, []), [schema]);
  });

  it('follows keys, names that may be anything, and items', () => {
    assert.deepEqual(nodesAt(schema, ['named', 'whatever']), [size]);
    assert.deepEqual(nodesAt(schema, ['closed', 'size']), [size]);
    assert.deepEqual(nodesAt(schema, ['either', listItem]), [size]);
  });

  it('has every form that a value may take', () => {
    assert.equal(nodesAt(schema, ['either']).length, 5);
    assert.deepEqual(nodesAt(schema, ['either', 'size']), [size]);
  });

  it('follows references, however deep, and back to the top', () => {
    assert.deepEqual(nodesAt(schema, ['tree', 'inner', 'inner', 'size']), [size]);
    assert.deepEqual(nodesAt(schema, ['self', 'self', 'closed', 'size']), [size]);
  });

  it('has nothing for what the schema does not know', () => {
    const unknown: readonly PathStep[][] = [
      ['nothing'],
      ['closed', 'other'],
      ['closed', listItem],
      ['tree', 'size', 'deeper'],
    ];
    for (const path of unknown) assert.deepEqual(nodesAt(schema, path), [], path.map(String).join(' '));
    assert.deepEqual(nodesAt(schema, ['lost', 'size']), []);
    for (const name of ['constructor', '__proto__', 'toString']) assert.deepEqual(nodesAt(schema, [name]), [], name);
  });

  it('comes to an end where a reference is to itself', () => {
    const endless: SchemaNode = { ...schema, definitions: { endless: { $ref: '#/definitions/endless' } } };
    const nodes = nodesAt(endless, ['endless']);
    assert.ok(nodes.length > 0 && nodes.length < 50, String(nodes.length));
  });
});
