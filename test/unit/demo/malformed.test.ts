import assert from 'node:assert/strict';
import { connect, type NetConnectOpts } from 'node:net';
import fc from 'fast-check';
import { DrivenDemo } from './drivenDemo.js';

/** The first line of the answer to these bytes, or how there was none. */
const ask = (to: NetConnectOpts, bytes: string): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    const socket = connect(to, () => socket.write(bytes));
    const end = (): void => {
      socket.destroy();
      resolve(text === '' ? 'closed' : (text.split('\r\n')[0] ?? ''));
    };
    socket.on('data', (data) => {
      text += data.toString('latin1');
      end();
    });
    socket.on('error', end).on('close', end);
    socket.setTimeout(3000, () => resolve(socket.destroy() && 'no answer'));
  });

const request = (method: string, target: string, more = '', body = ''): string =>
  `${method} ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${more}\r\n${body}`;

describe('what is no proper request', () => {
  let driven: DrivenDemo;
  let servers: readonly NetConnectOpts[];

  before(async () => {
    driven = await DrivenDemo.open();
    const { hostname: host, port } = new URL(driven.demo.runbook.prometheus?.url ?? '');
    servers = [{ path: driven.path }, { host, port: Number(port) }];
  });
  after(() => driven.close());

  const worker = 'up-schedule-generator-pdf-worker-1';
  const upgrade = 'Connection: Upgrade\r\nUpgrade: tcp\r\n';
  const refused: readonly string[] = [
    request('GET', '//'),
    request('GET', '*'),
    request('GET', 'http://demo/health'),
    request('GET', '/containers/%zz/json'),
    request('GET', '/images/%zz/json'),
    request('POST', '//', upgrade),
    request('POST', '/exec/nothing/start', upgrade),
    'GARBAGE\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: minus\r\n\r\n',
  ];

  for (const bytes of refused)
    it(`is refused and answered: ${JSON.stringify(bytes.slice(0, 50))}`, async () => {
      for (const server of servers) assert.match(await ask(server, bytes), /^HTTP\/1\.1 4\d\d /);
    });

  const ofEngine: readonly string[] = [
    request('GET', '/containers/json?filters=%7B'),
    request('GET', `/events?filters=nothing`),
    request('POST', '/containers/create?name=a', '', '{"Image"'),
    request('POST', '/containers/create?name=%00', '', '{}'),
    request('POST', `/containers/${worker}/exec`, '', '['),
    request('POST', `/containers/${worker}/stop?t=soon`),
  ];

  for (const bytes of ofEngine)
    it(`is refused by the engine: ${JSON.stringify(bytes.slice(0, 60))}`, async () => {
      const [engine] = servers;
      assert.match(await ask(engine ?? assert.fail(), bytes), /^HTTP\/1\.1 400 /);
    });

  it('never fails the one who answers, whatever it is', async () => {
    const odd = fc.constantFrom(
      '//',
      '/../',
      '/%',
      '/%00',
      '?',
      '#',
      '/v1.45',
      '/containers',
      '/json',
      '/exec',
      '{',
      '"',
      worker,
    );
    const target = fc.array(odd, { minLength: 1, maxLength: 6 }).map((parts) => `/${parts.join('')}`);
    const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH');
    const asked = fc.record({
      method,
      target,
      more: fc.constantFrom('', upgrade),
      body: fc.constantFrom('', '{', '[]'),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ method, target, more, body }) => {
        for (const server of servers)
          assert.match(await ask(server, request(method, target, more, body)), /^HTTP\/1\.1 [1-4]\d\d /);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 5000 },
    );
  });
});
