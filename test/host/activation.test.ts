import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { extension, until } from './support/scalebook.js';

/** The extension and these tests are loaded by one module loader, so its cache tells what has been loaded. */
const isLoaded = (bundle: string): boolean =>
  Object.keys(require.cache).includes(join(extension().extensionPath, 'dist/bundles', `${bundle}.js`));

describe('activation', () => {
  it('loads no code for Docker or HTTP', async () => {
    await extension().activate();
    assert.ok(extension().isActive);
    assert.ok(isLoaded('extension'), 'the cache does not tell: the extension itself is not in it');
    // What activation sets going may still load something a moment later.
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual({ engine: isLoaded('engine'), sources: isLoaded('sources') }, { engine: false, sources: false });
  });

  it('loads the code for Docker once the view is open, and still none for HTTP', async () => {
    await vscode.commands.executeCommand('scalebook.openSidebar');
    await until('the engine bundle is loaded', () => isLoaded('engine'));
    assert.equal(isLoaded('sources'), false);
  });
});
