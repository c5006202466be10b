import assert from 'node:assert/strict';
import type { DockerContext, Endpoint } from '../../../../../src/core/connection/dockerContext.js';
import { composeEnvironment } from '../../../../../src/engine/scale/compose/composeEnvironment.js';

const context = (name: string, endpoint: DockerContext['endpoint']): DockerContext => ({
  name,
  description: '',
  endpoint,
});
const tls = { ca: 'ca', cert: 'cert', key: 'key', skipVerify: false };
const tcp = (changes: Partial<Extract<Endpoint, { transport: 'tcp' }>> = {}): Endpoint => ({
  transport: 'tcp',
  host: 'docker.example',
  port: 2375,
  tls: undefined,
  raw: '',
  ...changes,
});
const user = {
  PATH: '/bin',
  DOCKER_HOST: 'tcp://other:1',
  DOCKER_CONTEXT: 'other',
  DOCKER_TLS_VERIFY: '1',
  DOCKER_CERT_PATH: '/c',
};

describe('the environment of docker compose', () => {
  it('names the socket of the pinned context, whatever the user has set', () => {
    const env = composeEnvironment(context('default', { transport: 'unix', path: '/run/d.sock', raw: '' }), user);
    assert.equal(env?.['DOCKER_HOST'], 'unix:///run/d.sock');
    assert.equal(env?.['DOCKER_CONTEXT'], undefined);
    assert.equal(env?.['DOCKER_TLS_VERIFY'], undefined);
    assert.equal(env?.['PATH'], '/bin');
  });

  it('names a TCP address without TLS', () => {
    assert.equal(composeEnvironment(context('lab', tcp()), user)?.['DOCKER_HOST'], 'tcp://docker.example:2375');
    assert.equal(composeEnvironment(context('lab', tcp({ host: '::1' })), user)?.['DOCKER_HOST'], 'tcp://[::1]:2375');
  });

  it('leaves the certificates of a stored context to the CLI', () => {
    const env = composeEnvironment(context('lab', tcp({ tls })), user);
    assert.equal(env?.['DOCKER_CONTEXT'], 'lab');
    assert.equal(env?.['DOCKER_HOST'], undefined);
  });

  it('keeps the certificates of the environment with the default context', () => {
    const env = composeEnvironment(context('default', tcp({ tls })), user);
    assert.equal(env?.['DOCKER_HOST'], 'tcp://docker.example:2375');
    assert.equal(env?.['DOCKER_CERT_PATH'], '/c');
    assert.equal(env?.['DOCKER_CONTEXT'], undefined);
  });

  it('takes the way that is open where there is one, and the address where it is not', () => {
    const ssh: Endpoint = {
      transport: 'ssh',
      host: 'h',
      port: undefined,
      user: undefined,
      socketPath: undefined,
      raw: 'ssh://h',
    };
    const through = composeEnvironment(context('far', ssh), user, 'unix:///door');
    assert.deepEqual([through?.['DOCKER_HOST'], through?.['DOCKER_CONTEXT']], ['unix:///door', undefined]);
    assert.equal(composeEnvironment(context('far', ssh), user)?.['DOCKER_HOST'], 'ssh://h');
  });

  it('does not exist for a broken context', () => {
    assert.equal(composeEnvironment(context('bad', { transport: 'invalid', raw: '', problem: 'no' }), user), undefined);
  });
});
