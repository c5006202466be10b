import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { calendarBlocks } from '../../../src/sources/calendar/calendarBlocks.js';
import { readCalendar } from '../../../src/sources/readCalendar.js';
import { readJson } from '../../../src/sources/jsonSource.js';
import { readPrometheus, readPrometheusRange } from '../../../src/sources/prometheus.js';
import { verificationSources } from '../../../src/sources/verification/verificationSources.js';
import { answeringServer, drip, json, never, type AnsweringServer } from './answeringServer.js';

/** What a reader has to say where it has nothing to give. */
type Reader = (url: string) => Promise<string>;

const saidOf = (answer: { readonly ok: boolean; readonly error?: string; readonly value?: unknown }): string =>
  answer.ok ? `read: ${JSON.stringify(answer.value)}` : (answer.error ?? '');

/** Everything that reads figures and states from a server, each asked as a runbook lets it. */
const readers: Readonly<Record<string, Reader>> = {
  prometheus: async (url) => {
    const answer = await readPrometheus({ url, credentials: { auth: 'bearer', secret: 's3cret' } }, 'up', never);
    return answer.value === undefined ? answer.problem : `read: ${answer.value}`;
  },
  range: async (url) =>
    saidOf(
      await readPrometheusRange({ url, credentials: undefined }, 'up', { fromAt: 0, toAt: 1e6, stepMs: 1e4 }, never),
    ),
  json: async (url) => {
    const answer = (await readJson(`${url}/figures`, ['waiting'], never)).get('waiting');
    return answer?.value === undefined ? (answer?.problem ?? '') : `read: ${answer.value}`;
  },
  haproxy: async (url) => saidOf(await verificationSources.haproxyServices(url, never)),
  traefik: async (url) => saidOf(await verificationSources.traefikServices(url, never)),
  alerts: async (url) =>
    saidOf(await verificationSources.firingAlerts('alertmanager', { url, credentials: undefined }, never)),
  calendar: async (url) => {
    const text = await readCalendar(`${url}/team.ics`, undefined, never);
    return saidOf(text.ok ? calendarBlocks(text.value) : text);
  },
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const megabyte = 1024 * 1024;

describe('a server that answers badly', () => {
  let server: AnsweringServer;
  beforeEach(async () => {
    server = await answeringServer();
  });
  afterEach(() => server.close());

  /** What each reader says of it, by name; none may take it for a figure. */
  async function said(answer: Answer, names = Object.keys(readers)): Promise<Record<string, string>> {
    server.answer = answer;
    const found = await Promise.all(
      names.map(async (name): Promise<[string, string]> => [name, (await readers[name]?.(server.url)) ?? 'nobody']),
    );
    for (const [name, words] of found) {
      assert.ok(!words.startsWith('read: '), `${name} took it for a figure: ${words.slice(0, 200)}`);
      assert.ok(words.length > 0 && words.length < 400 && !words.includes('s3cret'), `${name}: ${words.slice(0, 500)}`);
    }
    return Object.fromEntries(found);
  }

  const closed = async (): Promise<void> => {
    for (let waited = 0; server.open() > 0 && waited < 3000; waited += 20) await pause(20);
    assert.equal(server.open(), 0, 'connections are left');
  };

  it('never, or a byte at a time for ever, is given up after five seconds, and nothing is left open', async () => {
    const slow = ['prometheus', 'range', 'json', 'haproxy', 'alerts'];
    const other = await answeringServer();
    other.answer = () => undefined;
    try {
      const [dripping, silent] = await Promise.all([
        said(drip(' ', 200), slow),
        Promise.all(slow.map(async (name) => readers[name]?.(other.url))),
      ]);
      for (const words of [...Object.values(dripping), ...silent]) assert.equal(words, 'no answer within 5 s');
      for (let waited = 0; other.open() > 0 && waited < 3000; waited += 20) await pause(20);
      assert.equal(other.open(), 0, 'connections are left');
      await closed();
    } finally {
      other.close();
    }
  });

  it('with 100 MB is broken off at its bound: neither the wire nor the memory sees the rest', async () => {
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    let [written, most] = [0, 0];
    const before = process.memoryUsage();
    const grown = (): number => {
      const { arrayBuffers, heapUsed } = process.memoryUsage();
      return arrayBuffers - before.arrayBuffers + Math.max(0, heapUsed - before.heapUsed);
    };
    const names = ['prometheus', 'json', 'haproxy', 'alerts', 'calendar'];
    const sayings = await said((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      let sent = 0;
      const more = (): void => {
        while (sent < 100 * megabyte && !response.destroyed) {
          sent += chunk.length;
          written += chunk.length;
          most = Math.max(most, grown());
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    }, names);
    for (const [name, words] of Object.entries(sayings)) assert.match(words, /larger than \d+ kB/, name);
    await closed();
    // The bounds come to 9 MB, and the system keeps a few for each connection on its way.
    assert.ok(written < 60 * megabyte, `${written / megabyte} MB were taken off the server`);
    assert.ok(most < 80 * megabyte, `the memory grew by ${most / megabyte} MB`);
  });

  it('with a little that unpacks to a lot is measured unpacked, however it is packed', async () => {
    const bomb = Buffer.alloc(64 * megabyte, 0x20);
    const packed = {
      gzip: gzipSync(bomb),
      deflate: deflateSync(bomb),
      br: brotliCompressSync(bomb.subarray(0, 32 * megabyte)),
    };
    for (const [encoding, body] of Object.entries(packed)) {
      assert.ok(body.length < megabyte / 4, encoding);
      const before = process.memoryUsage().arrayBuffers;
      const sayings = await said(
        (_request, response) =>
          response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding }).end(body),
        ['prometheus', 'json', 'haproxy', 'alerts'],
      );
      for (const [name, words] of Object.entries(sayings))
        assert.match(words, /larger than \d+ kB/, `${encoding} ${name}`);
      const grown = process.memoryUsage().arrayBuffers - before;
      assert.ok(grown < 32 * megabyte, `${encoding}: ${grown / megabyte} MB`);
    }
  });

  it('with a web page says so, whatever its status', async () => {
    const page: (status: number) => Answer = (status) => (_request, response) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
    const signIn = await said(page(200));
    for (const name of ['prometheus', 'range', 'json', 'traefik', 'alerts'])
      assert.equal(signIn[name], 'the answer is a web page, not JSON', name);
    assert.equal(signIn['haproxy'], "the answer is not HAProxy's statistics");
    assert.equal(signIn['calendar'], 'is not an iCalendar file');
    const gone = await said(page(502), ['prometheus', 'range', 'json', 'traefik', 'alerts', 'haproxy']);
    for (const [name, words] of Object.entries(gone)) assert.equal(words, 'it answers HTTP 502', name);
  });

  it('with a redirect is not followed: elsewhere, to a file, to a cloud, or round and round', async () => {
    const other = await answeringServer();
    other.answer = json({ waiting: 3, data: { resultType: 'scalar', result: [1, '3'] } });
    const targets = [
      other.url,
      'file:///etc/passwd',
      'http://169.254.169.254/latest/meta-data/',
      server.url,
      '//',
      'a b',
    ];
    try {
      for (const location of targets)
        for (const status of [301, 302, 307, 308]) {
          const asked = server.asked.length;
          await said((_request, response) => response.writeHead(status, { location }).end());
          assert.equal(server.asked.length - asked, Object.keys(readers).length, 'each was asked once');
        }
      assert.deepEqual(other.asked, []);
    } finally {
      other.close();
    }
  });

  it('with what is no number, or has keys of the language, gives none and leaves nothing behind', async () => {
    const point = (value: unknown) => ({
      data: { resultType: 'vector', result: [{ value: [1, value] }] },
      waiting: value,
    });
    const values = ['NaN', '+Inf', '-Inf', 'Infinity', '1e999', '', ' ', '0x1f', '1_000', null, true, [], {}, '١'];
    for (const value of values) await said(json(point(value)), ['prometheus', 'json']);
    await said(json('{"waiting":1e999,"data":{"resultType":"scalar","result":[1e999,"1"]}}'), ['prometheus', 'json']);
    const deep = `${'{"data":'.repeat(60_000)}1${'}'.repeat(60_000)}`;
    await said(json(deep));
    await said(json(`${'['.repeat(200_000)}${']'.repeat(200_000)}`), ['prometheus', 'range', 'json']);
    const keys =
      '{"__proto__":{"waiting":3,"data":{"resultType":"scalar","result":[1,"3"]}},"constructor":{"prototype":{"waiting":3}}}';
    await said(json(keys));
    const [alerts, services] = [
      '[{"labels":{"__proto__":"x","alertname":"A","constructor":"y"},"startsAt":"","status":{"state":"active","__proto__":{"waiting":3}}}]',
      '[{"name":"a","loadBalancer":{"servers":[]},"serverStatus":{"__proto__":"UP","constructor":"UP"}}]',
    ];
    server.answer = json(alerts);
    assert.match((await readers['alerts']?.(server.url)) ?? '', /"name":"A"/);
    server.answer = json(services);
    assert.match((await readers['traefik']?.(server.url)) ?? '', /"name":"a"/);
    server.answer = (_request, response) => response.end('# pxname,svname,status,__proto__,type\na,BACKEND,UP,x,1\n');
    assert.match((await readers['haproxy']?.(server.url)) ?? '', /"name":"a"/);
    assert.deepEqual(Object.keys(Object.getPrototypeOf({}) as object), []);
    assert.equal(({} as { waiting?: unknown }).waiting, undefined);
  });

  it('with many series says how many', async () => {
    const result = Array.from({ length: 5000 }, (_, index) => ({ metric: { a: String(index) }, value: [1, '1'] }));
    const many = await said(json({ data: { resultType: 'vector', result } }), ['prometheus']);
    assert.equal(many['prometheus'], 'the query gives 5000 series, and a figure is one');
  });

  it('with headers that never end, or are none, is told as one that cannot be reached', async () => {
    const long = await said((request) => request.socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n{}`));
    for (const [name, words] of Object.entries(long)) assert.match(words, /HPE_HEADER_OVERFLOW/, name);
    const none = await said((request) => request.socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    for (const [name, words] of Object.entries(none)) assert.match(words, /HPE_INVALID/, name);
  });
});
