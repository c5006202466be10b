import assert from 'node:assert/strict';
import { createFigureSources } from '../../../src/sources/main.js';
import { answeringServer, deadUrl, drip, json, never, type AnsweringServer } from './answeringServer.js';

describe('the sources over HTTP', () => {
  const sources = createFigureSources();
  let server: AnsweringServer;
  beforeEach(async () => {
    server = await answeringServer();
  });
  afterEach(() => server.close());

  it('take any answer of a health URL, and how long it took', async () => {
    for (const status of [200, 302, 404, 503]) {
      server.answer = (_request, response) => setTimeout(() => response.writeHead(status).end('x'), 60);
      const { durationMs, ...rest } = await sources.probe(server.url, 2000, never);
      assert.deepEqual(rest, { status, timedOut: false, problem: '' });
      assert.ok(durationMs >= 55 && durationMs < 1500, String(durationMs));
    }
  });

  it('tell a health URL that answers too late from one that refuses', async () => {
    server.answer = drip(' ', 10);
    const late = await sources.probe(server.url, 150, never);
    assert.deepEqual([late.status, late.timedOut, late.problem], [undefined, true, 'no answer within 0.15 s']);
    assert.ok(late.durationMs >= 145);
    const refused = await sources.probe(await deadUrl(), 2000, never);
    assert.deepEqual([refused.status, refused.timedOut], [undefined, false]);
    assert.match(refused.problem, /ECONNREFUSED/);
  });

  it('read all figures of one JSON address with one question', async () => {
    server.answer = json({ waiting: 263, pool: { used: '7' } });
    const found = await sources.json(server.url, ['waiting', 'pool.used', 'gone'], never);
    assert.equal(server.asked.length, 1);
    assert.deepEqual(found.get('waiting'), { value: 263, sourceAt: undefined, partial: false });
    assert.deepEqual(
      ['pool.used', 'gone'].map((path) => found.get(path)?.value),
      [undefined, undefined],
    );
    server.answer = json({ waiting: 263 }, 500);
    assert.deepEqual(
      [...(await sources.json(server.url, ['waiting'], never))],
      [['waiting', { value: undefined, why: 'no-figure', problem: 'it answers HTTP 500' }]],
    );
  });
});
