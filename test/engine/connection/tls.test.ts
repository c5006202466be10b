import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsFiles } from '../../../src/core/connection/dockerContext.js';
import { createConnector } from '../../../src/engine/main.js';
import { freePort } from '../../machine/freePort.mjs';
import { startPrivateEngine, type PrivateEngine } from '../../machine/privateEngine.mjs';
import { makeTlsCertificates, type TlsCertificates } from '../../machine/tlsCertificates.mjs';
import { contextOf, never, value } from '../support/connection.js';
import { tlsFilesOf } from '../support/tlsFiles.js';

describe('an engine over TLS', () => {
  let folder: string;
  let certificates: TlsCertificates;
  let engine: PrivateEngine;
  let address = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'scalebook-test-'));
    certificates = await makeTlsCertificates(join(folder, 'tls'));
    engine = await startPrivateEngine({ tls: { port: await freePort(), certificates } });
    address = engine.tcpHost ?? '';
  });
  after(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const connect = (tls?: TlsFiles) => createConnector().connect(contextOf(address, tls), never);
  async function reasonWith(tls?: TlsFiles): Promise<string> {
    const connected = await connect(tls);
    if (connected.ok) connected.value.dispose();
    return connected.ok ? 'connected' : connected.error.reason;
  }

  it('lets in a client with the right certificates', async () => {
    const connection = value(await connect(tlsFilesOf(certificates.client)));
    assert.deepEqual(value(await connection.listContainers(never)), []);
    connection.dispose();
  });

  it('is trusted unseen when the context says so', async () => {
    const files = tlsFilesOf(certificates.wrongCa, true);
    const connection = value(await connect(files));
    connection.dispose();
  });

  it('is refused, or refuses, with any other', async () => {
    assert.equal(await reasonWith(tlsFilesOf(certificates.wrongCa)), 'tls-untrusted');
    assert.equal(await reasonWith(tlsFilesOf(certificates.missing)), 'tls-client-missing');
    assert.equal(await reasonWith(tlsFilesOf(certificates.untrusted)), 'tls-client-refused');
    assert.equal(await reasonWith(tlsFilesOf(certificates.expired)), 'tls-client-expired');
  });

  it('is not taken for another host', async () => {
    // Leads to 127.0.0.1, and is not a name in the certificate.
    const elsewhere = contextOf(address.replace('127.0.0.1', '127.1'), tlsFilesOf(certificates.client));
    const connected = await createConnector().connect(elsewhere, never);
    assert.equal(connected.ok ? undefined : connected.error.reason, 'tls-wrong-host');
  });

  it('is told of the same by an older engine, which says less', async () => {
    const old = await startPrivateEngine({ version: 'old', tls: { port: await freePort(), certificates } });
    try {
      const reasonAt = async (folder: string): Promise<string | undefined> => {
        const connected = await createConnector().connect(contextOf(old.tcpHost ?? '', tlsFilesOf(folder)), never);
        return connected.ok ? undefined : connected.error.reason;
      };
      assert.equal(await reasonAt(certificates.missing), 'tls-client-missing');
      assert.equal(await reasonAt(certificates.untrusted), 'tls-client-refused');
      assert.equal(await reasonAt(certificates.expired), 'tls-client-expired');
    } finally {
      await old.stop();
    }
  });

  it('is not trusted with a certificate that has expired', async () => {
    const expired = { ...certificates, serverCert: certificates.expiredServerCert };
    const late = await startPrivateEngine({ tls: { port: await freePort(), certificates: expired } });
    try {
      const context = contextOf(late.tcpHost ?? '', tlsFilesOf(certificates.client));
      const connected = await createConnector().connect(context, never);
      assert.equal(connected.ok ? undefined : connected.error.reason, 'tls-expired');
    } finally {
      await late.stop();
    }
  });

  it('is not spoken to in plain HTTP', async () => {
    assert.equal(await reasonWith(), 'tls-refused');
  });

  it('tells a broken certificate file from a refused one', async () => {
    const good = tlsFilesOf(certificates.client);
    assert.equal(await reasonWith({ ...good, cert: 'no PEM' }), 'context-invalid');
    const otherKey = readFileSync(join(certificates.untrusted, 'key.pem'), 'utf8');
    assert.equal(await reasonWith({ ...good, key: otherKey }), 'context-invalid');
  });

  it('ignores what the environment says', async () => {
    const before = process.env['DOCKER_HOST'];
    process.env['DOCKER_HOST'] = 'nonsense';
    process.env['DOCKER_CERT_PATH'] = '/nowhere';
    try {
      assert.equal(await reasonWith(tlsFilesOf(certificates.client)), 'connected');
    } finally {
      if (before === undefined) delete process.env['DOCKER_HOST'];
      else process.env['DOCKER_HOST'] = before;
      delete process.env['DOCKER_CERT_PATH'];
    }
  });

  it('that hangs is given up, and its streams end when it dies', async () => {
    const connection = value(await connect(tlsFilesOf(certificates.client)));
    const following = connection.followEvents(undefined, { onOpen: () => undefined, onEvent: () => undefined }, never);
    engine.freeze();
    const begun = Date.now();
    assert.equal(await reasonWith(tlsFilesOf(certificates.client)), 'timed-out');
    assert.ok(Date.now() - begun < 10_000);
    engine.thaw();
    await engine.kill();
    assert.equal((await following).reason, 'interrupted');
    const listed = await connection.listContainers(never);
    assert.equal(listed.ok ? undefined : listed.error.reason, 'no-engine');
    connection.dispose();
  });
});
