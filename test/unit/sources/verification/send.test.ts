import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { WebRequest } from '../../../../src/app/verification/ports.js';
import { send } from '../../../../src/sources/verification/send.js';
import { answeringServer, deadUrl, drip, never, type AnsweringServer } from '../answeringServer.js';

interface Received {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

describe('a request of a verification', () => {
  let server: AnsweringServer;
  let received: Received[];
  let sockets: Set<unknown>;

  beforeEach(async () => {
    server = await answeringServer();
    [received, sockets] = [[], new Set()];
    server.answer = (request, response) => {
      sockets.add(request.socket);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ method: request.method ?? '', headers: request.headers, body: Buffer.concat(chunks) });
        response.writeHead(201, { 'X-Served-By': 'web-1', 'set-cookie': ['a=1; Path=/', 'b=2'] }).end('{"id":7}');
      });
    };
  });
  afterEach(() => server.close());

  const ask = (more: Partial<WebRequest> = {}, signal = never) =>
    send(
      {
        method: 'GET',
        url: `${server.url}/x`,
        headers: {},
        body: undefined,
        timeoutMs: 2000,
        freshConnection: false,
        ...more,
      },
      signal,
    );
  const problemOf = async (...args: Parameters<typeof ask>): Promise<string> => {
    const answer = await ask(...args);
    assert.ok(!answer.ok, 'there is an answer');
    return answer.error;
  };

  it('goes out with its method and headers, and its answer comes back whole', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'] as const) {
      const answer = await ask({ method, headers: { 'X-Session-Id': 's1', accept: 'text/html' } });
      assert.ok(answer.ok);
      const { status, text, headers, durationMs } = answer.value;
      assert.deepEqual([status, text, headers['x-served-by']], [201, '{"id":7}', 'web-1']);
      assert.equal(headers['set-cookie'], 'a=1; Path=/; b=2');
      assert.ok(durationMs > 0 && durationMs < 2000);
      const last = received.at(-1);
      assert.deepEqual(
        [last?.method, last?.headers['x-session-id'], last?.headers['accept'], last?.body.length],
        [method, 's1', 'text/html', 0],
      );
    }
  });

  it('carries JSON as it was written', async () => {
    for (const text of ['{"a": 1}', '"x"', 'not JSON at all', 'é'.repeat(10)]) {
      await ask({ method: 'POST', body: { as: 'json', text } });
      assert.equal(received.at(-1)?.body.toString('utf8'), text);
      assert.equal(received.at(-1)?.headers['content-type'], 'application/json');
    }
    await ask({
      method: 'POST',
      headers: { 'content-type': 'application/merge+json' },
      body: { as: 'json', text: '{}' },
    });
    assert.equal(received.at(-1)?.headers['content-type'], 'application/merge+json');
  });

  it('carries a form with a file that a server can read, whatever the names hold', async () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    const fields = { pdfType: 'WEEKLY', 'odd "name"\r\nX: 1': 'two\r\nlines' };
    const file = { field: 'file', name: 'te"st\r\n.pdf', type: 'application/pdf', bytes };
    // A boundary that the file's author made up would not be the form's.
    await ask({
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data' },
      body: { as: 'form', fields, file },
    });
    const [got] = received;
    assert.equal(Number(got?.headers['content-length']), got?.body.length);
    const [, boundary = ''] = /^multipart\/form-data; boundary=(\S+)$/.exec(String(got?.headers['content-type'])) ?? [];
    const parts = (got?.body.toString('latin1') ?? '').split(`--${boundary}`);
    assert.equal(parts.length, 5, 'three parts between four boundaries');
    assert.equal(parts[1], '\r\nContent-Disposition: form-data; name="pdfType"\r\n\r\nWEEKLY\r\n');
    assert.match(parts[2] ?? '', /^\r\n[^\r\n]*name="odd %22name%22%0D%0AX: 1"\r\n\r\ntwo\r\nlines\r\n$/);
    assert.match(
      parts[3] ?? '',
      /^\r\n[^\r\n]*name="file"; filename="te%22st%0D%0A.pdf"\r\nContent-Type: application\/pdf\r\n\r\n/,
    );
    assert.ok(got?.body.includes(Buffer.from(bytes)));
    await ask({ method: 'POST', body: { as: 'form', fields: { a: 'b' }, file: undefined } });
    assert.match(received[1]?.body.toString() ?? '', /name="a"\r\n\r\nb/);
  });

  it('comes over a connection of its own where that is asked for', async () => {
    for (let times = 0; times < 4; times++) await ask({ freshConnection: true });
    assert.equal(sockets.size, 4);
    assert.ok(received.every(({ headers }) => headers['connection'] === 'close'));
    sockets.clear();
    for (let times = 0; times < 4; times++) await ask();
    assert.ok(sockets.size < 4, 'it keeps one otherwise');
  });

  it('takes any status for an answer, and follows no redirect', async () => {
    const other = await answeringServer();
    try {
      for (const status of [302, 307, 404, 500, 503]) {
        server.answer = (_request, response) => response.writeHead(status, { location: other.url }).end();
        const answer = await ask({ method: 'POST', headers: { Authorization: 'Bearer s3cret' } });
        assert.ok(answer.ok && answer.value.status === status);
      }
      assert.deepEqual(other.asked, []);
    } finally {
      other.close();
    }
  });

  it('is bounded in time and size, packed or not', async () => {
    server.answer = drip(' ', 20);
    assert.equal(await problemOf({ timeoutMs: 300 }), 'no answer within 0.3 s');
    server.answer = (_request, response) => {
      response.writeHead(200);
      const write = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
        if (!response.destroyed) response.once('drain', write);
      };
      write();
    };
    assert.equal(await problemOf({ timeoutMs: 5000 }), 'the answer is larger than 1024 kB');
    const packed = gzipSync(Buffer.alloc(100 * 1024 * 1024));
    server.answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    assert.equal(await problemOf({ timeoutMs: 5000, freshConnection: true }), 'the answer is larger than 1024 kB');
  });

  it('says why there is no answer, without what was sent', async () => {
    assert.equal(await problemOf({ url: await deadUrl() }), 'it cannot be reached (ECONNREFUSED)');
    for (const url of ['file:///etc/passwd', 'no address', 'ftp://127.0.0.1/'])
      assert.match(await problemOf({ url }), /not one of http or https/);
    for (const headers of [{ 'X-A': 'hunter2\r\nX-More: 1' }, { 'X A': 'hunter2' }]) {
      const answer = await ask({ headers });
      const heard = received.at(-1)?.headers ?? {};
      assert.ok(!JSON.stringify(answer).includes('hunter2'));
      assert.equal(heard['x-more'], undefined);
    }
    const abort = new AbortController();
    server.answer = () => abort.abort();
    assert.equal(await problemOf({ timeoutMs: 5000 }, abort.signal), 'cancelled');
  });

  it('goes there itself, whatever the environment says of proxies', async () => {
    const before = process.env['http_proxy'];
    process.env['http_proxy'] = await deadUrl();
    try {
      assert.ok((await ask({ freshConnection: true })).ok);
    } finally {
      if (before === undefined) delete process.env['http_proxy'];
      else process.env['http_proxy'] = before;
    }
  });
});
