import assert from 'node:assert/strict';
import { isLocal, type DockerContext } from '../../../../src/core/connection/dockerContext.js';

const tcp = (host: string): DockerContext['endpoint'] => ({
  transport: 'tcp',
  host,
  port: 2376,
  tls: undefined,
  raw: '',
});

describe('isLocal', () => {
  it('is true of sockets and of this machine by any of its names', () => {
    assert.equal(isLocal({ transport: 'unix', path: '/var/run/docker.sock', raw: '' }), true);
    assert.equal(isLocal({ transport: 'npipe', path: '//./pipe/docker_engine', raw: '' }), true);
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '::1']) assert.equal(isLocal(tcp(host)), true, host);
  });

  it('is false of other machines, of look-alikes and of what cannot be understood', () => {
    for (const host of [
      '10.0.0.5',
      'localhost.example.com',
      '127.0.0.1.example.com',
      'mylocalhost',
      '128.0.0.1',
      '::2',
    ])
      assert.equal(isLocal(tcp(host)), false, host);
    assert.equal(
      isLocal({ transport: 'ssh', host: 'prod', port: undefined, user: 'me', socketPath: undefined, raw: '' }),
      false,
    );
    assert.equal(
      isLocal({ transport: 'ssh', host: 'localhost', port: 22, user: undefined, socketPath: undefined, raw: '' }),
      true,
    );
    assert.equal(isLocal({ transport: 'invalid', raw: 'tcp://', problem: '' }), false);
  });
});
