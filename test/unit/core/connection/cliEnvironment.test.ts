import assert from 'node:assert/strict';
import { cliEnvironment } from '../../../../src/core/connection/cliEnvironment.js';
import type { DockerContext } from '../../../../src/core/connection/dockerContext.js';

const socket = { transport: 'unix', path: '/run/docker.sock', raw: 'unix:///run/docker.sock' } as const;
const context = (name: string, endpoint: DockerContext['endpoint'] = socket): DockerContext => ({
  name,
  description: '',
  endpoint,
});

describe('cliEnvironment', () => {
  it('names a stored context, and unsets what would overrule it', () => {
    assert.deepEqual(cliEnvironment(context('prod')), { DOCKER_CONTEXT: 'prod', DOCKER_HOST: null });
  });

  it('gives the address of the one that no file describes', () => {
    assert.deepEqual(cliEnvironment(context('default')), {
      DOCKER_CONTEXT: null,
      DOCKER_HOST: 'unix:///run/docker.sock',
    });
  });

  it('points to nothing where the address cannot be understood', () => {
    assert.equal(cliEnvironment(context('odd', { transport: 'invalid', raw: 'x', problem: 'no' })), undefined);
  });
});
