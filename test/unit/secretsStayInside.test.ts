import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noAnswer } from '../../src/app/live/roundAccess.js';
import { shownAddress } from '../../src/app/live/sourceAddress.js';
import type { Credentials } from '../../src/app/ports.js';
import { factOf } from '../../src/core/verification/fact.js';
import { payloadOf } from '../../src/core/team/payload/payloadOf.js';
import { webhookKinds } from '../../src/core/team/webhook.js';
import { readPrometheus } from '../../src/sources/prometheus.js';
import { readAlerts } from '../../src/sources/verification/readAlerts.js';
import { WebhookMessenger } from '../../src/sources/teamMessenger.js';
import { reportPage } from '../../src/view/reportPage.js';
import { endedMessage } from '../../src/view/team/endedMessage.js';
import { junitReport } from '../../src/view/verification/junitReport.js';
import { markdownReport } from '../../src/view/verification/markdownReport.js';
import { figureWorld, json as jsonSource, metric, query } from './app/support/figureWorld.js';
import { OperationWorld } from './app/support/operationWorld.js';
import { fakeScaler, web } from './app/support/runnerWorld.js';
import { answeringServer, deadUrl, json, never } from './sources/answeringServer.js';
import { teamMessage } from './support/teamMessages.js';
import { checkOf, made, verificationWith } from './support/verifications.js';

/** What somebody may have for a password or a token, with what an address, a header and JSON each write in another way. */
const secretTexts = fc
  .stringMatching(/^[A-Za-z0-9!$*+._~-]{4,20}$/)
  .map((text) => `5ecret${text}9`)
  .filter((text) => !text.includes('***'));

/** Every way in which one may come out again. */
const spellings = (secret: string): readonly string[] => [secret, encodeURIComponent(secret), btoa(secret)];

function assertHidden(text: string, secret: string): void {
  for (const spelling of spellings(secret)) assert.ok(!text.includes(spelling), `${spelling} is in ${text}`);
}

/** A container's last words, as libraries write them. */
const logsOf = (secret: string): readonly string[] => [
  `could not connect to postgres://shop:${secret}@db:5432/shop`,
  `env: PGPASSWORD=${secret}`,
  `GET http://localhost:9090/?token=${secret} 401`,
  `{"api_key":"${secret}"}`,
  `Authorization: Bearer ${secret}`,
];

describe('a secret', () => {
  it('that a server repeats, whatever it was given with, is in no problem of a source', async () => {
    const server = await answeringServer();
    server.answer = (request, response) => {
      const { authorization = '' } = request.headers;
      const decoded = authorization.startsWith('Basic ') ? atob(authorization.slice(6)) : '';
      const error = `no: ${request.url ?? ''} ${decodeURIComponent(request.url ?? '')} ${authorization} ${decoded}`;
      json({ status: 'error', error }, 422)(request, response);
    };
    const dead = await deadUrl();
    try {
      await fc.assert(
        fc.asyncProperty(secretTexts, fc.constantFrom('basic', 'bearer'), async (secret, auth) => {
          const credentials: Credentials = { auth, secret: auth === 'basic' ? `ann:${secret}` : secret };
          for (const base of [server.url, dead]) {
            const hidden = base.replace('//', `//bob:${encodeURIComponent(secret)}@`);
            for (const url of [base, `${base}/p?access=${encodeURIComponent(secret)}`, hidden]) {
              const answer = await readPrometheus({ url, credentials }, 'up', never);
              assert.ok(answer.value === undefined);
              assertHidden(answer.problem, secret);
              const alerts = await readAlerts('prometheus', { url, credentials }, never);
              assert.ok(!alerts.ok);
              assertHidden(alerts.error, secret);
              assertHidden(shownAddress(url), secret);
            }
          }
        }),
        { numRuns: 25 },
      );
    } finally {
      server.close();
    }
  });

  it('of a source is in nothing that is shown of its figure', async () => {
    const url = 'http://ann:5ecret@jobs/m?token=5ecret';
    const { clock, sources, feed, figure, secrets, set } = await figureWorld(
      metric('users', ['web'], query('users')),
      metric('jobs', ['web'], jsonSource('waiting', url)),
    );
    set.runbook = { ...set.runbook, prometheus: { url: 'http://prometheus:9090', auth: 'bearer' } };
    secrets.set('prometheus:http://prometheus:9090', '5ecret');
    sources.onPrometheus = () => noAnswer('unreachable', 'gone');
    sources.onJson = () => noAnswer('unreachable', 'gone');
    feed.demand.acquire();
    await clock.advance(0);
    assert.deepEqual([sources.accesses[0]?.credentials?.secret, figure('jobs')?.problem], ['5ecret', 'gone']);
    assert.ok(!JSON.stringify([figure('users'), figure('jobs')]).includes('5ecret'));
  });

  it('in the last words of a container is in no journal, report, message to the team or log', async () => {
    await fc.assert(
      fc.asyncProperty(secretTexts, async (secret) => {
        for (const line of logsOf(secret)) {
          const world = new OperationWorld(web(1));
          world.scaler = fakeScaler(world, 'unhealthy');
          await world.connected();
          world.connection.log = [line];
          void world.operate(await world.plan({ counts: { web: 2 } }));
          await world.clock.advance(10_000);
          const { operation } = world;
          assert.ok(operation?.outcome);
          assert.equal(operation.outcome.result, 'failed');
          await world.journal.record({
            event: 'note',
            operation: operation.id,
            at: 1,
            by: 'ann',
            text: `it said ${line}`,
          });
          const noted = world.operation;
          assert.ok(noted);
          const report = reportPage(noted, 1e9, []);
          assert.match(report, /\\\*\\\*\\\*/);
          const told = webhookKinds.map((kind) =>
            payloadOf(kind, endedMessage(noted, operation.outcome ?? assert.fail())),
          );
          const { changes, operations } = world.store.state;
          for (const text of [...world.lines, report, ...told, ...world.warnings, ...world.infos])
            assertHidden(text, secret);
          assertHidden(JSON.stringify([changes, operations]), secret);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('in the evidence of a verification is in none of its reports', () => {
    fc.assert(
      fc.property(secretTexts, (secret) => {
        const facts = logsOf(secret).map((line) => factOf(line, 'fail', { said: line }));
        const verification = verificationWith(made(checkOf('health-url', 'fail', 'web', { facts })));
        for (const text of [
          JSON.stringify(verification),
          markdownReport(verification, { operation: undefined, runbook: undefined }),
          junitReport(verification),
        ])
          assertHidden(text, secret);
      }),
      { numRuns: 50 },
    );
  });

  it('that is the address of the webhook is in no problem of sending, and none of a message is sent', async () => {
    const server = await answeringServer();
    let body = '';
    server.answer = (request, response) => {
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => response.writeHead(403).end(`5ecretPath ${request.url ?? ''}`));
    };
    try {
      for (const kind of webhookKinds) {
        const url = `${server.url}/services/5ecretPath?sig=5ecretSig`;
        const message = teamMessage({ text: 'it says postgres://a:5ecretWord@db/x and password=5ecretWord' });
        const sent = await new WebhookMessenger().send({ kind, url }, message, never);
        assert.ok(!sent.ok && !sent.error.includes('5ecret'), JSON.stringify(sent));
        assert.ok(body.length > 100 && !body.includes('5ecret'), body);
      }
    } finally {
      server.close();
    }
  });
});
