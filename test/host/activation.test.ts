import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { extension, until } from './support/scalebook.js';

/** The extension and these tests are loaded by one module loader, so its cache tells what has been loaded. */
const isLoaded = (bundle: string): boolean =>
  Object.keys(require.cache).includes(join(extension().extensionPath, 'dist/bundles', `${bundle}.js`));

describe('activation', () => {
  it('loads nothing but the extension until somebody looks', async () => {
    await extension().activate();
    assert.ok(extension().isActive);
    assert.ok(isLoaded('extension'), 'the cache does not tell: the extension itself is not in it');
    // What activation sets going may still load something a moment later.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const others = ['policy', 'commands', 'journal', 'runbook', 'calendar', 'engine', 'sources', 'demo'];
    for (const bundle of others)
      assert.ok(existsSync(join(extension().extensionPath, 'dist/bundles', `${bundle}.js`)), `there is no ${bundle}`);
    assert.deepEqual(others.filter(isLoaded), []);
  });

  it('loads the code for Docker and the rules once the view is open, and still none for HTTP, files and calendars', async () => {
    await vscode.commands.executeCommand('scalebook.openSidebar');
    await until('the engine and the rules are loaded', () => isLoaded('engine') && isLoaded('policy'));
    assert.deepEqual(['runbook', 'calendar', 'sources', 'demo'].filter(isLoaded), []);
  });
});
