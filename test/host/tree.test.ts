import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ScalebookApi } from '../../src/extension.js';
import type { Row } from '../../src/view/rows/row.js';
import { extension, projectName, until } from './support/scalebook.js';

describe('tree', () => {
  const stack = projectName();
  let api: ScalebookApi;

  before(async () => {
    api = (await extension().activate()) as ScalebookApi;
    await vscode.commands.executeCommand('scalebook.openSidebar');
    await until('the stack has a row', () => stackRow() !== undefined);
  });

  const stackRow = (): Row | undefined => api.rows().find(({ label }) => label === stack);

  it('has stack, services by name, and replicas by number', () => {
    const services = stackRow()?.children ?? [];
    assert.deepEqual(
      services.map(({ label, children }) => [label, children.map((replica) => replica.label)]),
      [
        ['sick', ['1']],
        ['solo', ['1']],
        ['web', ['1', '2']],
      ],
    );
  });

  it('says how many run, and what is wrong', async () => {
    const row = (name: string): Row | undefined => stackRow()?.children.find(({ label }) => label === name);
    await until('the sick one is known to be sick', () => row('sick')?.spoken.includes('critical') === true);
    assert.match(row('web')?.description ?? '', /^2\/2 running/);
    assert.match(row('sick')?.description ?? '', /^0\/1 healthy/);
    assert.match(row('sick')?.children[0]?.description ?? '', /^unhealthy/);
  });
});
