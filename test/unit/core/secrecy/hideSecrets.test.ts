import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hideSecrets, hideSecretsIn } from '../../../../src/core/secrecy/hideSecrets.js';
import { cpuMs } from '../../support/cpuMs.js';

const secret = 'hunt3r-two.X';
/** How containers, people and servers write secrets down. */
const written: readonly string[] = [
  `Error: connect postgres://shop:${secret}@db:5432/shop?sslmode=disable failed`,
  `redis://:${secret}@cache:6379/0`,
  `amqp://user:${secret}@[::1]:5672`,
  `cloning https://${secret}@git.example.com/team/stack.git`,
  `HTTP://ann:${secret}@10.0.0.5/metrics`,
  `PGPASSWORD=${secret} psql -U ann`,
  `export API_KEY="${secret} with spaces"`,
  `docker login --password ${secret} registry`,
  `curl 'http://localhost:9090/api?access_token=${secret}&x=1'`,
  `GET /queue?apikey=${secret} 401`,
  `https://bucket.s3.amazonaws.com/a?X-Amz-Signature=${secret}&X-Amz-Date=1`,
  `https://prod.logic.azure.com/workflows/1/triggers?sp=a&sig=${secret}`,
  `{"user":"ann","password":"${secret}"}`,
  `client_secret: '${secret}'`,
  `Authorization: Bearer ${secret}`,
  `authorization: Basic ${btoa(`ann:${secret}`)}`,
  `https://hooks.slack.com/services/T000/B000/${secret}`,
  `https://discord.com/api/webhooks/1234/${secret}`,
  `https://team.webhook.office.com/webhookb2/${secret}@x/IncomingWebhook/y`,
];
const hidden = [secret, btoa(`ann:${secret}`)];

describe('hiding secrets', () => {
  it('takes each out as it is usually written, and leaves what is around it', () => {
    for (const text of written) {
      const shown = hideSecrets(text);
      for (const part of hidden) assert.ok(!shown.includes(part), shown);
      assert.match(shown, /\*\*\*/);
      assert.equal(hideSecrets(shown), shown, 'twice is another text');
    }
    assert.equal(
      hideSecrets(written[0] ?? ''),
      'Error: connect postgres://shop:***@db:5432/shop?sslmode=disable failed',
    );
    assert.equal(hideSecrets(written[5] ?? ''), 'PGPASSWORD=*** psql -U ann');
    assert.equal(hideSecrets(`ghp_${'a1'.repeat(18)} eyJhbGciOi.eyJzdWIiOi.c2ln`), '*** ***');
    assert.equal(
      hideSecrets(`https://calendar.google.com/calendar/ical/a/private-${'0a'.repeat(16)}/basic.ics`),
      'https://calendar.google.com/calendar/ical/a/private-***/basic.ics',
    );
  });

  it('leaves alone what is none', () => {
    for (const text of [
      'FATAL: password authentication failed for user "shop"',
      'token: expired',
      'ssh://ann@host:22',
      'http://localhost:9090/api/v1/query?query=up&time=3',
      'Basic authentication is off',
      'registry.example.com/team/web@sha256:0123456789abcdef',
      'Scale PDF Worker 3 → 10: 2 of 7 started, 18:04 to 18:09',
      'mail ann@example.com, secret-santa, tokenizer=',
      'compose:up-schedule-generator/backend',
    ])
      assert.equal(hideSecrets(text), text);
  });

  it('finds them wherever they stand in a value, and leaves its shape', () => {
    const texts = fc.tuple(fc.constantFrom(...written), fc.string({ maxLength: 20 }));
    fc.assert(
      fc.property(texts, fc.jsonValue({ maxDepth: 3 }), ([text, before], other) => {
        const shown = JSON.stringify(hideSecretsIn({ list: [other, { said: `${before} ${text}` }], text }));
        for (const part of hidden) assert.ok(!shown.includes(part), shown);
      }),
      { numRuns: 500 },
    );
    const plain = { at: 3, none: undefined, list: [null, true, 'x'], deep: { a: 'b' } };
    assert.equal(hideSecretsIn(plain), plain, 'who knows it by its identity still does');
    const mixed = { plain, said: `token=${secret}` };
    assert.equal(hideSecretsIn(mixed).plain, plain);
  });

  it('takes no time over texts that are made to take it', () => {
    const long = 200_000;
    for (const part of [
      'password',
      'a_',
      'token=',
      '://',
      '://a:',
      'eyJaaaaaa.',
      'Bearer ',
      'https://',
      '"',
      '-',
      'private-0',
    ])
      assert.ok(cpuMs(() => hideSecrets(part.repeat(long / part.length))) < 2000, part);
    for (const head of ['://a:', 'token=', 'eyJ', 'Bearer ', 'password   ', '--token '])
      assert.ok(cpuMs(() => hideSecrets(head + 'x'.repeat(long))) < 2000, head);
  });
});
