import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readArguments } from '../../../../src/editor/commands/arguments/commandArguments.js';
import { checkCommand } from '../../../../src/editor/panel/checkCommands.js';
import { pageHtml } from '../../../../src/editor/panel/pageHtml.js';
import { verificationPanelType } from '../../../../src/editor/ids.js';
import { actionIds } from '../../../../src/view/verification/checkActions.js';

describe('checkCommand', () => {
  it("calls a command of the check's service with what that command takes", () => {
    const target = { stack: 'shop', service: 'worker' };
    for (const action of actionIds) {
      const { command, argument } = checkCommand(action, target);
      assert.match(command, /^scalebook\./);
      assert.ok(readArguments([argument]).ok, action);
    }
    assert.deepEqual(checkCommand('open-logs', target).argument, target);
    assert.deepEqual(checkCommand('raise-connections', target).argument, { stack: 'shop' });
  });

  it('leaves it to the command to ask, where the check is of the whole stack', () => {
    assert.deepEqual(checkCommand('open-logs', { stack: 'shop', service: '' }).argument, { stack: 'shop' });
  });
});

describe('pageHtml', () => {
  const html = pageHtml({
    script: 'https://a/b.js',
    styles: 'https://a/b.css',
    cspSource: 'https://a',
    nonce: 'abc',
    showsImages: false,
  });

  it('allows the page its own script and styles, and nothing else', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      'style-src https://a',
      "script-src 'nonce-abc'",
    ]);
    assert.deepEqual(html.match(/<script[^>]*>/g), ['<script nonce="abc" src="https://a/b.js">']);
  });
});

describe('the page of a report', () => {
  it('wakes the extension when it comes back with its window', () => {
    const { activationEvents } = JSON.parse(readFileSync('package.json', 'utf8')) as { activationEvents: string[] };
    assert.ok(activationEvents.includes(`onWebviewPanel:${verificationPanelType}`));
  });
});
