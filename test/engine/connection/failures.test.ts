import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineFailureReason } from '../../../src/core/connection/engineFailure.js';
import { createConnector } from '../../../src/engine/main.js';
import { contextOf, never } from '../support/connection.js';

async function refusal(
  address: string,
  signal = never,
): Promise<{ reason: EngineFailureReason; detail: string; tookMs: number }> {
  const begun = performance.now();
  const connected = await createConnector().connect(contextOf(address), signal);
  assert.ok(!connected.ok);
  assert.equal(connected.error.address, address);
  return { ...connected.error, tookMs: performance.now() - begun };
}

describe('failures to connect', () => {
  let folder: string;
  const servers = new Set<Server>();
  const sockets = new Set<Socket>();

  before(() => (folder = mkdtempSync(join(tmpdir(), 'scalebook-test-'))));
  after(() => {
    for (const socket of sockets) socket.destroy();
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function listen(server: Server, at: string | number = 0): Promise<string> {
    servers.add(server);
    server.on('connection', (socket) => sockets.add(socket));
    await new Promise<void>((resolve) =>
      typeof at === 'string' ? server.listen(at, resolve) : server.listen(at, '127.0.0.1', resolve),
    );
    return typeof at === 'string' ? `unix://${at}` : `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('nothing at the path of the socket', async () => {
    assert.equal((await refusal(`unix://${folder}/nothing.sock`)).reason, 'no-engine');
  });

  it('a file that is no socket', async () => {
    writeFileSync(join(folder, 'file.sock'), '');
    assert.equal((await refusal(`unix://${folder}/file.sock`)).reason, 'no-engine');
  });

  it('a socket that this user may not open', async function () {
    const { seteuid, geteuid } = process;
    if (!seteuid || !geteuid || geteuid() !== 0) return this.skip();
    chmodSync(folder, 0o755);
    const address = await listen(createServer(), join(folder, 'closed.sock'));
    chmodSync(join(folder, 'closed.sock'), 0o600);
    seteuid(65_534);
    try {
      assert.equal((await refusal(address)).reason, 'no-permission');
    } finally {
      seteuid(0);
    }
  });

  it('a host without an address', async () => {
    const { reason, tookMs } = await refusal('tcp://no-such-host.invalid:2375');
    assert.equal(reason, 'host-unknown');
    assert.ok(tookMs < 10_000);
  });

  it('a port where nobody listens', async () => {
    const server = createServer();
    const address = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    assert.equal((await refusal(address)).reason, 'no-engine');
  });

  it('a server that takes the connection and never answers', async () => {
    const { reason, tookMs } = await refusal(await listen(createServer()));
    assert.equal(reason, 'timed-out');
    assert.ok(tookMs < 10_000, `took ${tookMs} ms`);
  });

  it('a server that drips its answer', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n');
      const timer = setInterval(() => socket.write(' '), 200);
      socket.once('close', () => clearInterval(timer));
    });
    const { reason, tookMs } = await refusal(await listen(server));
    assert.equal(reason, 'timed-out');
    assert.ok(tookMs < 10_000, `took ${tookMs} ms`);
  });

  it('a server that never stops answering', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n');
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      const pour = (): void => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', pour);
      pour();
    });
    const { reason, detail } = await refusal(await listen(server));
    assert.deepEqual([reason, /longer than/.test(detail)], ['refused', true]);
  });

  it('a server that hangs up', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.end()));
    assert.equal((await refusal(await listen(server))).reason, 'interrupted');
  });

  it('something that is no engine', async () => {
    const texts = createHttpServer((_request, response) => response.end('<html>'));
    assert.equal((await refusal(await listen(texts))).reason, 'refused');
    const nothing = createHttpServer((_request, response) => response.writeHead(404).end());
    assert.equal((await refusal(await listen(nothing))).reason, 'refused');
    const ssh = createServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.2\r\n'));
    assert.equal((await refusal(await listen(ssh))).reason, 'refused');
  });

  it('a server that sends us elsewhere', async () => {
    let visits = 0;
    const target = await listen(createHttpServer((_request, response) => response.end(String(visits++))));
    const location = target.replace('tcp', 'http');
    const server = createHttpServer((_request, response) => response.writeHead(302, { location }).end());
    assert.equal((await refusal(await listen(server))).reason, 'refused');
    assert.equal(visits, 0);
  });

  it('an engine that is too old', async () => {
    const server = createHttpServer((request, response) => {
      response.setHeader('Content-Type', 'application/json');
      const answers: Record<string, object> = {
        '/version': { Version: '18.0.0', ApiVersion: '1.30', MinAPIVersion: '1.12' },
        '/info': { Name: 'old', NCPU: 1, MemTotal: 1 },
      };
      response.end(JSON.stringify(answers[request.url ?? ''] ?? {}));
    });
    const { reason, detail } = await refusal(await listen(server));
    assert.equal(reason, 'api-too-old');
    assert.match(detail, /1\.30.*1\.41/);
  });

  it('a kind of address that it cannot use', async () => {
    assert.equal((await refusal('gopher://host')).reason, 'context-invalid');
  });

  it('a person who has changed their mind', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    const { reason, tookMs } = await refusal(await listen(createServer()), controller.signal);
    assert.equal(reason, 'cancelled');
    assert.ok(tookMs < 2000);
  });

  it('leaves no connection open behind any of them', async () => {
    const open = () => [...sockets].filter((socket) => !socket.destroyed && !socket.readableEnded);
    // The servers' sides end a moment after ours.
    for (let attempt = 0; attempt < 40 && open().length > 0; attempt++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    for (const socket of open()) socket.resume();
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(open().length, 0);
  });
});
