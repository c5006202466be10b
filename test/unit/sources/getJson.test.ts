import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { setTimeout as pause } from 'node:timers/promises';
import { getJson } from '../../../src/sources/getJson.js';
import { answeringServer, deadUrl, drip, json, never, type AnsweringServer } from './answeringServer.js';

describe('a JSON answer over HTTP', () => {
  let server: AnsweringServer;
  beforeEach(async () => {
    server = await answeringServer();
  });
  afterEach(() => server.close());

  const get = (more: Partial<Parameters<typeof getJson>[0]> = {}) =>
    getJson({ url: `${server.url}/figures`, signal: never, timeoutMs: 400, ...more });
  const jsonOf = async (more: Parameters<typeof get>[0] = {}) => {
    const answer = await get(more);
    return answer.ok ? { status: answer.value.status, json: answer.value.json } : answer.error;
  };
  const problemOf = async (more: Partial<Parameters<typeof getJson>[0]> = {}) => {
    const answer = await get(more);
    assert.ok(!answer.ok, 'there is no answer');
    return answer.error;
  };

  it('is read whatever the environment says of proxies', async () => {
    server.answer = json({ waiting: 3 });
    const before = process.env['http_proxy'];
    process.env['http_proxy'] = await deadUrl();
    try {
      assert.deepEqual(await jsonOf(), { status: 200, json: { waiting: 3 } });
    } finally {
      if (before === undefined) delete process.env['http_proxy'];
      else process.env['http_proxy'] = before;
    }
  });

  it('has to be JSON', async () => {
    const answers: readonly [string, string, RegExp][] = [
      ['text/html; charset=utf-8', 'nothing here', /a web page/],
      ['application/json', '  <!doctype html><title>Sign in</title>', /a web page/],
      ['application/json', '{"waiting": 3', /not JSON/],
      ['application/json', '{"waiting": NaN}', /not JSON/],
      ['application/json', '', /not JSON/],
      ['application/json', '['.repeat(900_000), /not JSON/],
    ];
    for (const [contentType, body, words] of answers) {
      server.answer = (_request, response) => response.writeHead(200, { 'content-type': contentType }).end(body);
      const { why, problem } = await problemOf({ timeoutMs: 5000 });
      assert.match(problem, words);
      assert.equal(why, 'no-figure');
    }
  });

  it('may begin with a byte order mark', async () => {
    server.answer = json('\uFEFF{"waiting":3}');
    assert.deepEqual(await jsonOf(), { status: 200, json: { waiting: 3 } });
  });

  it('has to come in time: at once, in drips, and to its end', async () => {
    // Neither ends by itself.
    for (const answer of [() => undefined, drip(' ', 20)]) {
      server.answer = answer;
      assert.deepEqual(await problemOf(), { why: 'unreachable', problem: 'no answer within 0.4 s' });
    }
  });

  it('is given up, connection and all, when it is too large', async () => {
    server.answer = drip(`"${'x'.repeat(400_000)}",`, 1);
    const { why, problem } = await problemOf({ timeoutMs: 5000 });
    assert.deepEqual([why, problem], ['no-figure', 'the answer is larger than 1024 kB']);
    // It sends for as long as somebody listens.
    while (server.open() > 0) await pause(20);
  });

  it('is measured unpacked', async () => {
    const packed = gzipSync(`"${'x'.repeat(30_000_000)}"`);
    assert.ok(packed.length < 100_000);
    server.answer = (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(packed);
    assert.match((await problemOf({ timeoutMs: 5000 })).problem, /larger than 1024 kB/);
  });

  it('may be of the largest size that is allowed', async () => {
    const body = `"${'x'.repeat(998)}"`;
    server.answer = json(body);
    assert.ok((await get({ maxBytes: 1000 })).ok);
    assert.match((await problemOf({ maxBytes: 999 })).problem, /larger than/);
  });

  it('is not looked for where a redirect leads', async () => {
    const other = await answeringServer();
    other.answer = json({ waiting: 3 });
    try {
      for (const status of [301, 302, 303, 307, 308]) {
        server.answer = (_request, response) => response.writeHead(status, { location: other.url }).end();
        const { why, problem } = await problemOf({ authorization: 'Bearer s3cret' });
        assert.deepEqual(
          [why, problem.includes(`HTTP ${status}`), /not followed/.test(problem)],
          ['unreachable', true, true],
        );
      }
      assert.deepEqual(other.asked, []);
    } finally {
      other.close();
    }
  });

  it('carries the credentials that it was given, before those of its address', async () => {
    server.answer = json({});
    const url = server.url.replace('//', '//ann:pw@');
    assert.ok((await get({ url, authorization: 'Bearer s3cret' })).ok);
    assert.ok((await get({ url })).ok);
    assert.deepEqual(
      server.asked.map(({ authorization }) => authorization),
      ['Bearer s3cret', `Basic ${btoa('ann:pw')}`],
    );
  });

  it('never has credentials in its problems', async () => {
    const hidden = (await deadUrl()).replace('//', '//ann:hunter2@');
    const seen = [JSON.stringify(await get({ url: `${hidden}/?token=hunter2`, authorization: 'Bearer hunter2' }))];
    for (const status of [401, 403]) {
      server.answer = json({}, status);
      seen.push(JSON.stringify(await get({ authorization: 'Bearer hunter2' })));
    }
    seen.push(JSON.stringify(await get({ authorization: 'Bearer hunter2\r\nX-More: 1' })));
    assert.equal(seen.filter((text) => text.includes('"ok":false')).length, 4);
    for (const text of seen) assert.ok(!text.includes('hunter2'), text);
  });

  it('tells credentials that are asked for from those that are refused', async () => {
    server.answer = json({}, 401);
    assert.match((await problemOf()).problem, /asks for credentials \(HTTP 401\)/);
    assert.match((await problemOf({ authorization: 'Bearer x' })).problem, /refuses the credentials \(HTTP 401\)/);
  });

  it('is asked of http and https alone', async () => {
    for (const url of ['data:application/json,{}', 'file:///etc/passwd', 'ftp://127.0.0.1/', 'no address'])
      assert.match((await problemOf({ url })).problem, /not one of http or https/);
  });

  it('ends as soon as nobody wants it', async () => {
    const abort = new AbortController();
    server.answer = () => abort.abort();
    assert.equal((await problemOf({ signal: abort.signal, timeoutMs: 5000 })).problem, 'cancelled');
  });

  it('says that nothing listens, and that the answer broke off', async () => {
    assert.equal((await problemOf({ url: await deadUrl() })).problem, 'it cannot be reached (ECONNREFUSED)');
    server.answer = (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"waiting"');
      setTimeout(() => request.socket.destroy(), 50);
    };
    const { why, problem } = await problemOf();
    assert.deepEqual([why, problem], ['unreachable', 'the answer broke off']);
  });
});
