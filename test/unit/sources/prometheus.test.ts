import assert from 'node:assert/strict';
import { readPrometheus, readPrometheusRange } from '../../../src/sources/prometheus.js';
import type { Credentials } from '../../../src/app/ports.js';
import { answeringServer, deadUrl, json, never, type AnsweringServer } from './answeringServer.js';

const vector = (...values: readonly string[]) => ({
  status: 'success',
  data: {
    resultType: 'vector',
    result: values.map((value, index) => ({ metric: { instance: String(index) }, value: [1700000000.123, value] })),
  },
});

describe('a figure from Prometheus', () => {
  let server: AnsweringServer;
  beforeEach(async () => {
    server = await answeringServer();
  });
  afterEach(() => server.close());

  const read = (credentials?: Credentials, path = '') =>
    readPrometheus({ url: `${server.url}${path}`, credentials }, 'sum(rate(x{a="b c"}[5m])) + 1', never);

  it('is the one value of a vector or a scalar, with its time', async () => {
    server.answer = json(vector('0.25'));
    const expected = { value: 0.25, sourceAt: 1700000000123, partial: false };
    assert.deepEqual(await read(), expected);
    server.answer = json({ status: 'success', data: { resultType: 'scalar', result: [1700000000.123, '2.5e-1'] } });
    assert.deepEqual(await read(), expected);
    server.answer = json(vector('0'));
    assert.equal((await read()).value, 0);
  });

  it('is asked under the path of the server, with the query as it is', async () => {
    server.answer = json(vector('1'));
    await read(undefined, '/metrics/prom/');
    const asked = new URL(server.asked[0]?.path ?? '', server.url);
    assert.equal(asked.pathname, '/metrics/prom/api/v1/query');
    assert.equal(asked.searchParams.get('query'), 'sum(rate(x{a="b c"}[5m])) + 1');
  });

  it('is none where the answer is not one number', async () => {
    const answers: readonly (readonly [unknown, string, RegExp])[] = [
      [vector(), 'absent', /no series/],
      [vector('1', '2', '3'), 'no-figure', /3 series/],
      [vector('NaN'), 'no-figure', /NaN/],
      [vector('+Inf'), 'no-figure', /Infinity/],
      [vector('-Inf'), 'no-figure', /-Infinity/],
      [vector('0x10'), 'no-figure', /no plain number/],
      [vector(''), 'no-figure', /no plain number/],
      [
        { status: 'success', data: { resultType: 'vector', result: [{ metric: {}, histogram: [1, {}] }] } },
        'no-figure',
        /no plain number/,
      ],
      [
        { status: 'success', data: { resultType: 'vector', result: [{ value: [1, 5] }] } },
        'no-figure',
        /no plain number/,
      ],
      [{ status: 'success', data: { resultType: 'matrix', result: [] } }, 'no-figure', /range/],
      [{ status: 'success', data: { resultType: 'string', result: [1, '5'] } }, 'no-figure', /text/],
      [{ waiting: 3 }, 'no-figure', /not one of Prometheus/],
      [[], 'no-figure', /not one of Prometheus/],
      ['null', 'no-figure', /not one of Prometheus/],
    ];
    for (const [body, why, words] of answers) {
      server.answer = json(body);
      const answer = await read();
      assert.ok(answer.value === undefined, JSON.stringify(body));
      assert.equal(answer.why, why, JSON.stringify(body));
      assert.match(answer.problem, words);
    }
  });

  it('is partial when data could not be had, and not for advice on the query', async () => {
    server.answer = json({ ...vector('1'), warnings: ['PromQL warning: metric might not be a counter'], infos: ['x'] });
    assert.deepEqual(await read(), { value: 1, sourceAt: 1700000000123, partial: false });
    server.answer = json({ ...vector('1'), warnings: ['PromQL info: x', 'No StoreAPIs matched for this query'] });
    assert.deepEqual(await read(), { value: 1, sourceAt: 1700000000123, partial: true });
    server.answer = json({ ...vector(), warnings: ['remote read failed'] });
    const answer = await read();
    // Not `absent`, which could be taken for zero.
    assert.equal(answer.value === undefined && answer.why, 'no-figure');
  });

  it('is refused in the words of the server, made short', async () => {
    server.answer = json({ status: 'error', errorType: 'bad_data', error: `parse error: ${'x'.repeat(5000)}` }, 400);
    const answer = await read();
    assert.ok(answer.value === undefined);
    assert.match(answer.problem, /^Prometheus refuses the query: parse error: x+…$/);
    assert.ok(answer.problem.length < 400);
    assert.equal(answer.why, 'no-figure');
  });

  it('is out of reach while nobody or something else answers', async () => {
    for (const status of [500, 502, 503]) {
      server.answer = (_request, response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>');
      const answer = await read();
      assert.deepEqual(answer, { value: undefined, why: 'unreachable', problem: `it answers HTTP ${status}` });
    }
    const dead = await readPrometheus({ url: await deadUrl(), credentials: undefined }, 'up', never);
    assert.equal(dead.value === undefined && dead.why, 'unreachable');
    for (const url of ['', 'prometheus:9090', 'not an address'])
      assert.equal((await readPrometheus({ url, credentials: undefined }, 'up', never)).value, undefined);
  });

  it('is asked with a password or a token, which no problem repeats', async () => {
    const secrets: readonly (readonly [Credentials, string])[] = [
      [{ auth: 'basic', secret: 'ann:hünter:2' }, `Basic ${Buffer.from('ann:hünter:2').toString('base64')}`],
      [{ auth: 'bearer', secret: 'tok-en' }, 'Bearer tok-en'],
    ];
    for (const [credentials, header] of secrets) {
      server.answer = json(vector('1'));
      assert.equal((await read(credentials)).value, 1);
      assert.equal(server.asked.at(-1)?.authorization, header);
      server.answer = json({ status: 'error', error: `bad ${header} of hünter:2 and ${credentials.secret}` }, 422);
      const answer = await read(credentials);
      assert.ok(answer.value === undefined);
      assert.match(answer.problem, /\*\*\*/);
      for (const secret of [credentials.secret, 'nter:2', header.split(' ')[1] ?? ''])
        assert.ok(
          !answer.problem.includes(secret) || (credentials.auth === 'bearer' && secret === 'nter:2'),
          answer.problem,
        );
    }
  });

  it('is had for a time gone by as well', async () => {
    const values = [
      [1700000000, '1'],
      [1700000015, 'NaN'],
      [1700000030.5, '3'],
      ['x', '4'],
    ];
    server.answer = json({ status: 'success', data: { resultType: 'matrix', result: [{ metric: {}, values }] } });
    const range = { fromAt: 1_700_000_000_000, toAt: 1_700_000_030_500, stepMs: 15_000 };
    const server_ = { url: server.url, credentials: undefined };
    assert.deepEqual(await readPrometheusRange(server_, 'up', range, never), {
      ok: true,
      value: [
        { at: 1_700_000_000_000, value: 1 },
        { at: 1_700_000_030_500, value: 3 },
      ],
    });
    const asked = new URL(server.asked[0]?.path ?? '', server.url);
    assert.equal(asked.pathname, '/api/v1/query_range');
    assert.deepEqual(
      ['query', 'start', 'end', 'step'].map((name) => asked.searchParams.get(name)),
      ['up', '1700000000', '1700000030.5', '15'],
    );
    server.answer = json({ status: 'success', data: { resultType: 'matrix', result: [] } });
    assert.deepEqual(await readPrometheusRange(server_, 'up', range, never), { ok: true, value: [] });
    server.answer = json({ status: 'success', data: { resultType: 'matrix', result: [{ values }, { values }] } });
    const two = await readPrometheusRange(server_, 'up', range, never);
    assert.match(two.ok ? '' : two.error, /2 series/);
    server.answer = json(vector('1'));
    assert.equal((await readPrometheusRange(server_, 'up', range, never)).ok, false);
  });

  it('is never asked for more points than the server gives', async () => {
    server.answer = json({ status: 'success', data: { resultType: 'matrix', result: [] } });
    const range = { fromAt: 0, toAt: 86_400_000, stepMs: 1000 };
    await readPrometheusRange({ url: server.url, credentials: undefined }, 'up', range, never);
    const step = Number(new URL(server.asked[0]?.path ?? '', server.url).searchParams.get('step'));
    assert.ok(86_400 / step + 1 <= 11_000, String(step));
  });
});
