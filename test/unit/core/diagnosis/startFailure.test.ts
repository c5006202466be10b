import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { startFailure, type StartFailure } from '../../../../src/core/diagnosis/startFailure.js';
import { cpuMs } from '../../support/cpuMs.js';

/** As engines from 20.10 to 28, Docker Desktop and a Swarm have said them. */
const said: readonly (readonly [string, StartFailure])[] = [
  [
    'driver failed programming external connectivity on endpoint rsc-fixed-2 (0a1b): Bind for 0.0.0.0:3001 failed: port is already allocated',
    { failure: 'port-taken', port: 3001 },
  ],
  [
    'driver failed programming external connectivity on endpoint x (0a1b): Error starting userland proxy: listen tcp4 0.0.0.0:3999: bind: address already in use',
    { failure: 'port-taken', port: 3999 },
  ],
  [
    'failed to set up container networking: failed to bind host port 127.0.0.1:8080/tcp: address already in use',
    { failure: 'port-taken', port: 8080 },
  ],
  [
    'ports are not available: exposing port TCP 0.0.0.0:80 -> 127.0.0.1:0: listen tcp 0.0.0.0:80: bind: address already in use',
    { failure: 'port-taken', port: 80 },
  ],
  ['listen tcp6 [::]:5432: bind: address already in use', { failure: 'port-taken', port: 5432 }],
  ['no suitable node (host-mode port already in use on 1 node)', { failure: 'port-taken', port: undefined }],
  [
    'driver failed programming external connectivity on endpoint y (0a1b): all ports are allocated',
    { failure: 'ports-used-up' },
  ],
  [
    'Conflict. The container name "/shop-web-3" is already in use by container "abc". You have to remove (or rename) that container to be able to reuse that name.',
    { failure: 'name-taken', name: 'shop-web-3' },
  ],
  ['No such image: shop/web:2', { failure: 'image-missing', image: 'shop/web:2' }],
  [
    "pull access denied for shop/web, repository does not exist or may require 'docker login': denied",
    { failure: 'image-missing', image: 'shop/web' },
  ],
  ['manifest for shop/web:9 not found: manifest unknown', { failure: 'image-missing', image: 'shop/web:9' }],
  [
    'Error response from daemon: failed to do request: Head "https://registry-1.docker.io/v2/library/web/manifests/1": dial tcp: lookup registry-1.docker.io: no such host',
    { failure: 'image-missing', image: 'web:1' },
  ],
  [
    'Get "https://registry.example.org/v2/shop/web/manifests/sha256:0a1b": unauthorized',
    { failure: 'image-missing', image: 'registry.example.org/shop/web@sha256:0a1b' },
  ],
  ['range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available', { failure: 'no-cpu' }],
  ['no suitable node (insufficient resources on 2 nodes)', { failure: 'no-node' }],
  ['mkdir /var/lib/docker/overlay2/0a1b: no space left on device', { failure: 'no-disk' }],
  ['OCI runtime create failed: runc: fork/exec: cannot allocate memory: unknown', { failure: 'no-memory' }],
  ['Cannot start container: insufficient resources', { failure: 'no-memory' }],
  ['fork/exec /usr/bin/runc: resource temporarily unavailable', { failure: 'engine-limit' }],
  ['could not find an available, non-overlapping IPv4 address pool among the defaults', { failure: 'engine-limit' }],
  [
    'failed to create task for container: OCI runtime create failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: unknown',
    { failure: 'program-missing', program: 'nosuch' },
  ],
  [
    'OCI runtime create failed: runc create failed: exec: "/app/run": stat /app/run: no such file or directory: unknown',
    { failure: 'program-missing', program: '/app/run' },
  ],
  ['exec: "/app/run": permission denied: unknown', { failure: 'program-missing', program: '/app/run' }],
  [
    'invalid mount config for type "bind": bind source path does not exist: /srv/data',
    { failure: 'mount-missing', path: '/srv/data' },
  ],
  ['network shop_default not found', { failure: 'network-missing', network: 'shop_default' }],
  ['something that no engine has said before', { failure: 'other' }],
  ['', { failure: 'other' }],
];

describe('startFailure', () => {
  for (const [text, failure] of said)
    it(`reads ${JSON.stringify(text.slice(-70))}`, () => assert.deepEqual(startFailure(text), failure));

  it('is quick and never throws, whatever an engine says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5000, unit: 'binary' }), (text) => {
        startFailure(text);
        startFailure(`exec: "${text}`);
        startFailure(`Bind for ${text}`);
      }),
    );
    const tookMs = cpuMs(() => {
      startFailure('listen tcp4 '.repeat(100_000));
      startFailure(`address already in use ${'host port '.repeat(100_000)}`);
    });
    assert.ok(tookMs < 3000, `${tookMs} ms`);
  });
});
