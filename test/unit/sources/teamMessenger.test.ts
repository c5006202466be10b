import assert from 'node:assert/strict';
import { WebhookMessenger } from '../../../src/sources/teamMessenger.js';
import { webhookKinds, type WebhookKind } from '../../../src/core/team/webhook.js';
import { teamMessage } from '../support/teamMessages.js';
import { answeringServer, deadUrl, drip, never, type AnsweringServer } from './answeringServer.js';

const path = '/services/T0/B0/the-secret?sig=also-secret';

describe('telling a webhook', () => {
  let server: AnsweringServer;
  /** What it was sent, whole. */
  let bodies: string[];
  let requests: string[];
  /** Answers in turn; the last one holds. */
  let answers: readonly (readonly [status: number, body?: string, headers?: Readonly<Record<string, string>>])[];

  beforeEach(async () => {
    server = await answeringServer();
    [bodies, requests, waits, answers] = [[], [], [], [[200, 'ok']]];
    server.answer = (request, response) => {
      requests.push(`${request.method ?? ''} ${request.headers['content-type'] ?? ''}`);
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        bodies.push(body);
        const [status, text = '', headers = {}] = answers[Math.min(bodies.length, answers.length) - 1] ?? [500];
        response.writeHead(status, headers).end(text);
      });
    };
  });
  afterEach(() => server.close());

  /** How long it waited, each time, where it is sent by `sendAtOnce`. */
  let waits: number[];
  const send = (kind: WebhookKind = 'json', signal = never, url = `${server.url}${path}`) =>
    new WebhookMessenger().send({ kind, url }, teamMessage(), signal);
  const sendAtOnce = () => {
    const wait = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
    return new WebhookMessenger(wait).send({ kind: 'json', url: `${server.url}${path}` }, teamMessage(), never);
  };
  const problemOf = async (...args: Parameters<typeof send>): Promise<string> => {
    const sent = await send(...args);
    assert.ok(!sent.ok, 'it was not sent');
    for (const secret of ['services', 'secret', 'sig', '127.0.0.1', new URL(server.url).port])
      assert.ok(!sent.error.includes(secret), `${sent.error} holds ${secret}`);
    return sent.error;
  };

  for (const kind of webhookKinds)
    it(`posts JSON of the kind ${kind} once`, async () => {
      assert.deepEqual(await send(kind), { ok: true, value: undefined });
      assert.deepEqual(requests, ['POST application/json; charset=utf-8']);
      assert.deepEqual(server.asked, [{ path, authorization: undefined }]);
      assert.deepEqual(JSON.parse(bodies[0] ?? ''), expected[kind]);
    });

  it('takes any success for one, and reads no more of it', async () => {
    for (const status of [200, 201, 202, 204]) {
      answers = [[status]];
      assert.deepEqual(await send(), { ok: true, value: undefined });
    }
  });

  it('says what is wrong, with the code that the server gives, and does not try again', async () => {
    const cases: readonly [number, string, string][] = [
      [400, 'invalid_payload', 'it does not accept the message (HTTP 400, invalid_payload)'],
      [403, '<p>no</p>', 'it refuses the message (HTTP 403)'],
      [404, 'no_service', 'it does not know this address (HTTP 404, no_service)'],
      [410, 'channel_is_archived '.repeat(20), 'it does not know this address (HTTP 410)'],
      [404, path, 'it does not know this address (HTTP 404)'],
    ];
    for (const [status, body, words] of cases) {
      [answers, bodies] = [[[status, body]], []];
      assert.equal(await problemOf(), words);
      assert.equal(bodies.length, 1);
    }
  });

  it('tells no part of its own address, though the server says it', async () => {
    answers = [[400, 'a_secret_word']];
    const sent = await new WebhookMessenger().send(
      { kind: 'json', url: `${server.url}/a_secret_word` },
      teamMessage(),
      never,
    );
    assert.deepEqual(sent, { ok: false, error: 'it does not accept the message (HTTP 400)' });
  });

  for (const status of [429, 500, 503])
    it(`tries once more after HTTP ${status}, as soon as the server asks for`, async () => {
      answers = [[status, '', { 'retry-after': '1' }], [200]];
      assert.deepEqual(await sendAtOnce(), { ok: true, value: undefined });
      assert.equal(bodies.length, 2);
      assert.equal(bodies[0], bodies[1]);
      assert.deepEqual(waits, [1000]);
    });

  it('waits indeed', async () => {
    answers = [[503, '', { 'retry-after': '1' }], [200]];
    const startedAt = performance.now();
    assert.deepEqual(await send(), { ok: true, value: undefined });
    assert.ok(performance.now() - startedAt >= 990);
  });

  it('tries no third time', async () => {
    answers = [[500, '', { 'retry-after': '0' }]];
    assert.equal(await problemOf(), 'it has a problem of its own (HTTP 500)');
    assert.equal(bodies.length, 2);
  });

  it('waits as long as a date says, or 2 s where nothing is said', async () => {
    answers = [[503, '', { 'retry-after': new Date(Date.now() - 60_000).toUTCString() }], [200]];
    assert.ok((await sendAtOnce()).ok);
    [answers, bodies] = [[[503], [200]], []];
    assert.ok((await sendAtOnce()).ok);
    assert.deepEqual(waits, [0, 2000]);
  });

  it('does not wait for longer than 30 s', async () => {
    for (const later of ['31', '999999999999', new Date(Date.now() + 60_000).toUTCString()]) {
      [answers, bodies] = [[[429, '', { 'retry-after': later }], [200]], []];
      const sent = await sendAtOnce();
      assert.deepEqual(sent, { ok: false, error: 'it has had too many messages (HTTP 429)' });
      assert.equal(bodies.length, 1);
    }
    assert.deepEqual(waits, []);
    [answers, bodies] = [[[429, '', { 'retry-after': '30' }], [200]], []];
    assert.ok((await sendAtOnce()).ok);
    assert.deepEqual(waits, [30_000]);
  });

  it('can be cancelled while it waits, and while it sends', async () => {
    answers = [[429, '', { 'retry-after': '20' }]];
    assert.equal(await problemOf('json', AbortSignal.timeout(200)), 'cancelled');
    server.answer = () => undefined;
    assert.equal(await problemOf('json', AbortSignal.timeout(200)), 'cancelled');
  });

  it('gives up on a server that hangs, or drips, after 5 s, and does not send again what may have been taken', async function () {
    // Neither ends by itself.
    this.timeout(60_000);
    const answers = [() => undefined, drip(' ', 50)];
    server.answer = (...exchange) => answers[server.asked.length - 1]?.(...exchange);
    assert.deepEqual(await Promise.all([problemOf(), problemOf()]), ['no answer within 5 s', 'no answer within 5 s']);
    assert.equal(server.asked.length, 2);
  });

  it('follows no redirect', async () => {
    const other = await answeringServer();
    try {
      for (const status of [301, 302, 307, 308]) {
        answers = [[status, '', { location: `${other.url}/elsewhere` }]];
        assert.equal(await problemOf(), `it redirects elsewhere, and redirects are not followed (HTTP ${status})`);
      }
      assert.deepEqual(other.asked, []);
    } finally {
      other.close();
    }
  });

  it('reads no more than 64 kB of an answer', async () => {
    answers = [[200, 'x'.repeat(64 * 1024)]];
    assert.ok((await send()).ok);
    answers = [[200, 'x'.repeat(3_000_000)]];
    assert.equal(await problemOf(), 'it answers with more than a webhook has to say');
  });

  it('says that nobody answers, by the code alone', async () => {
    assert.equal(await problemOf('json', never, `${await deadUrl()}${path}`), 'it cannot be reached (ECONNREFUSED)');
    assert.match(
      await problemOf('json', never, `https://nobody.invalid${path}`),
      /^it cannot be reached \((ENOTFOUND|EAI_AGAIN)\)$/,
    );
    server.answer = (request) => request.socket.destroy();
    assert.match(await problemOf(), /^it cannot be reached( \(ECONNRESET\))?$/);
  });

  it('goes past the proxy that the environment names', async () => {
    const before = { ...process.env };
    const dead = await deadUrl();
    for (const name of ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'all_proxy'])
      process.env[name] = dead;
    process.env['no_proxy'] = '';
    try {
      assert.ok((await send()).ok);
    } finally {
      process.env = before;
    }
  });

  it('sends nothing in the clear to another machine, and nothing to what is no web address', async () => {
    for (const url of ['http://hooks.example.com/x', 'http://127.0.0.1.example.com/', 'file:///etc/passwd', 'x', ''])
      assert.equal(await problemOf('json', never, url), 'its address is neither one of https nor one of this machine');
  });
});

const expected: Readonly<Record<WebhookKind, unknown>> = {
  slack: {
    text: 'Scale PDF Worker 3 → 10: ann began it. It takes about 5 min.',
    mrkdwn: false,
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Scale PDF Worker 3 → 10', emoji: false } },
      {
        type: 'section',
        text: { type: 'plain_text', text: 'ann began it. It takes about 5 min.', emoji: false },
      },
      {
        type: 'section',
        fields: [
          { type: 'plain_text', text: 'Context\nlocal', emoji: false },
          { type: 'plain_text', text: 'Impact\nnone expected', emoji: false },
        ],
      },
    ],
  },
  teams: {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: 'Scale PDF Worker 3 → 10: ann began it. It takes about 5 min.',
          body: [
            {
              type: 'RichTextBlock',
              inlines: [
                {
                  type: 'TextRun',
                  text: 'Scale PDF Worker 3 → 10',
                  size: 'Medium',
                  weight: 'Bolder',
                  color: 'Default',
                },
              ],
            },
            { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'ann began it. It takes about 5 min.' }] },
            {
              type: 'RichTextBlock',
              inlines: [
                { type: 'TextRun', text: 'Context: ', weight: 'Bolder' },
                { type: 'TextRun', text: 'local' },
              ],
            },
            {
              type: 'RichTextBlock',
              inlines: [
                { type: 'TextRun', text: 'Impact: ', weight: 'Bolder' },
                { type: 'TextRun', text: 'none expected' },
              ],
            },
          ],
        },
      },
    ],
  },
  discord: {
    embeds: [
      {
        title: 'Scale PDF Worker 3 → 10',
        description: 'ann began it\\. It takes about 5 min\\.',
        color: 0x5865f2,
        fields: [
          { name: 'Context', value: 'local', inline: false },
          { name: 'Impact', value: 'none expected', inline: false },
        ],
      },
    ],
    allowed_mentions: { parse: [] },
  },
  json: {
    event: 'started',
    title: 'Scale PDF Worker 3 → 10',
    text: 'ann began it. It takes about 5 min.',
    facts: [
      { name: 'Context', value: 'local' },
      { name: 'Impact', value: 'none expected' },
    ],
  },
};
