import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkWebhookUrl, readWebhook, webhookKinds, writeWebhook } from '../../../../src/core/team/webhook.js';

describe('the address of a webhook', () => {
  it('is encrypted, or of this machine', () => {
    for (const url of [
      'https://hooks.slack.com/services/T0/B0/x',
      ' https://discord.com/api/webhooks/1/x ',
      'https://prod-1.westeurope.logic.azure.com:443/workflows/x?sig=y%2F',
      'http://localhost:8080/x',
      'http://127.0.0.1/x',
      'http://127.8.9.1:1',
      'http://[::1]:80/x',
      'http://localhost',
    ])
      assert.deepEqual(checkWebhookUrl(url), { ok: true, value: url.trim() });
  });

  it('is not sent in the clear over a network', () => {
    for (const url of [
      'http://hooks.slack.com/x',
      'http://127.0.0.1.example.com/x',
      'http://localhost.example.com',
      'http://10.0.0.1/x',
      'http://[::2]/x',
      'http://127.0.0.1x/',
    ])
      assert.deepEqual(checkWebhookUrl(url), { ok: false, error: 'not-encrypted' });
  });

  it('is a web address with no name and password in it', () => {
    for (const url of [
      '',
      'x',
      'hooks.slack.com/x',
      'ftp://a/b',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://',
      'https:///x',
      'https://ann:secret@a.example/x',
      'http://localhost@evil.example/',
      'http://localhost\\@evil.example/',
      'https://a b/',
      `https://a.example/${'x'.repeat(2000)}`,
      'https://a.example/\nx',
      'https://a.example:99999/',
      'https://evil.example127.0.0.1',
      'http://127.0.0.1801',
    ])
      assert.deepEqual(checkWebhookUrl(url), { ok: false, error: 'no-address' }, url);
  });

  it('leads where its form says, for anything that is let through', () => {
    const part = fc.constantFrom(
      'https://',
      'http://',
      'localhost',
      '127.0.0.1',
      '[::1]',
      'evil.example',
      '@',
      '\\',
      '/',
      '?',
      '#',
      ':',
      '80',
      '.',
      '%40',
      ' ',
      '\t',
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
        (url) => {
          const checked = checkWebhookUrl(url);
          // What no parser takes is sent nowhere.
          if (!checked.ok || !URL.canParse(checked.value)) return;
          const { protocol, hostname, username, password } = new URL(checked.value);
          assert.deepEqual([username, password], ['', '']);
          // All of 127.0.0.0/8 is this machine.
          assert.ok(protocol === 'https:' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname), url);
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('a kept webhook', () => {
  it('is read as it was written', () => {
    for (const kind of webhookKinds) {
      const webhook = { kind, url: 'https://a.example/x' };
      assert.deepEqual(readWebhook(writeWebhook(webhook)), webhook);
    }
  });

  it('is none where the text is anything else', () => {
    const none = [
      undefined,
      '',
      '{',
      'null',
      '[]',
      '1',
      '{"kind":"slack"}',
      '{"url":"https://a.example"}',
      '{"kind":"mail","url":"https://a.example"}',
      '{"kind":"slack","url":"http://a.example"}',
      '{"kind":"slack","url":7}',
      '{"kind":"toString","url":"https://a.example"}',
    ];
    for (const text of none) assert.equal(readWebhook(text), undefined, text);
  });
});
