import assert from 'node:assert/strict';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { getJson } from '../../../src/sources/getJson.js';
import { isMetadataHost } from '../../../src/sources/metadataAddress.js';
import { answeringServer, json, never } from './answeringServer.js';

const problem = 'the address is where a cloud gives machines their credentials, which is never asked';
const hostOf = (host: string): string => new URL(`http://${host}/`).hostname;

describe('an address where a cloud gives credentials', () => {
  it('is known in every spelling', () => {
    const hosts = [
      ...['169.254.169.254', '169.254.169.254.', '2852039166', '0xA9FEA9FE', '0251.0376.0251.0376', '169.254.43518'],
      ...[
        '[::ffff:169.254.169.254]',
        '[::ffff:a9fe:a9fe]',
        '[64:ff9b::a9fe:a9fe]',
        '[fd00:ec2::254]',
        '[FD00:EC2:0::254]',
      ],
      ...['169.254.170.2', '169.254.170.23', '100.100.100.200', '168.63.129.16', '192.0.0.192', '[fd20:ce::254]'],
      ...['metadata.google.internal', 'Metadata.Google.Internal.', 'instance-data'],
    ];
    for (const host of hosts) assert.ok(isMetadataHost(hostOf(host)), host);
  });

  it('is not taken for one of the machines and networks that a runbook is about', () => {
    const hosts = [
      ...['localhost', '127.0.0.1', '[::1]', '10.0.0.5', '172.17.0.1', '192.168.1.2', '[fd12:3456::1]', '[fe80::1]'],
      // A cable between two machines.
      ...['169.254.12.7', 'prometheus', 'metadata.example.com', '192.0.0.1', '100.64.0.1'],
    ];
    for (const host of hosts) assert.ok(!isMetadataHost(hostOf(host)), host);
  });

  it('is never asked, by whatever name', async () => {
    const server = await answeringServer();
    server.answer = json({ waiting: 3 });
    const { lookup } = dns;
    let asked: readonly { address: string; family: number }[] = [];
    const found = (hostname: string, _options: object, done: (error: null, found: typeof asked) => void): void => {
      assert.equal(hostname, 'figures.example.test');
      done(null, asked);
    };
    dns.lookup = found as unknown as typeof lookup;
    syncBuiltinESMExports();
    const get = (port: string) =>
      getJson({ url: `http://figures.example.test:${port}/`, signal: never, timeoutMs: 2000 });
    try {
      for (const address of ['169.254.169.254', 'fd00:ec2::254', '::ffff:169.254.169.254']) {
        // One of several is enough: which of them is asked is for the system to say.
        asked = [
          { address: '127.0.0.1', family: 4 },
          { address, family: address.includes(':') ? 6 : 4 },
        ];
        assert.deepEqual(await get(new URL(server.url).port), { ok: false, error: { why: 'unreachable', problem } });
      }
      assert.equal(server.open(), 0);
      asked = [{ address: '127.0.0.1', family: 4 }];
      const answer = await get(new URL(server.url).port);
      assert.deepEqual(answer.ok && answer.value.json, { waiting: 3 });
    } finally {
      dns.lookup = lookup;
      syncBuiltinESMExports();
      server.close();
    }
    for (const host of ['169.254.169.254', '[fd00:ec2::254]', '0xA9FEA9FE', 'metadata.google.internal']) {
      const answer = await getJson({ url: `http://${host}/latest/meta-data/`, signal: never, timeoutMs: 2000 });
      assert.deepEqual(answer, { ok: false, error: { why: 'unreachable', problem } });
    }
  });
});
