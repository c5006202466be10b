import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settings } from '../../src/editor/settings.js';
import { manifest } from './support/scalebook.js';

const configured = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration();

describe('settings', () => {
  it('have the defaults of package.json', () => {
    for (const [key, { default: byDefault }] of Object.entries(manifest().contributes.configuration.properties))
      assert.deepEqual(configured().get(key), byDefault, key);
    assert.deepEqual(
      [settings.scaler(), settings.statusBar(), settings.readingIntervalMs(), settings.dockerPath()],
      ['auto', 'auto', 5000, 'docker'],
    );
  });

  it('take a right value', async () => {
    await configured().update('scalebook.readingInterval', 7, vscode.ConfigurationTarget.Global);
    assert.equal(settings.readingIntervalMs(), 7000);
    await configured().update('scalebook.readingInterval', undefined, vscode.ConfigurationTarget.Global);
  });

  const wrong: readonly (readonly [string, unknown, () => unknown, unknown])[] = [
    ['scalebook.scaler', 'bogus', settings.scaler, 'auto'],
    ['scalebook.statusBar', 7, settings.statusBar, 'auto'],
    ['scalebook.readingInterval', 0, settings.readingIntervalMs, 5000],
    ['scalebook.readingInterval', 'fast', settings.readingIntervalMs, 5000],
    ['scalebook.dockerPath', '  ', settings.dockerPath, 'docker'],
  ];
  for (const [key, value, read, byDefault] of wrong) {
    it(`${key} falls back from ${JSON.stringify(value)}`, async () => {
      await configured().update(key, value, vscode.ConfigurationTarget.Global);
      assert.equal(configured().get(key), value, 'the wrong value did not arrive');
      assert.equal(read(), byDefault);
      await configured().update(key, undefined, vscode.ConfigurationTarget.Global);
    });
  }
});
