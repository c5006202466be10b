import assert from 'node:assert/strict';
import { currentContext } from '../../../../src/engine/contexts/currentContext.js';
import { defaultAddresses } from '../../../../src/engine/contexts/defaultAddresses.js';

describe('default context', () => {
  it('knows where engines listen on each platform', () => {
    assert.deepEqual(
      defaultAddresses({ platform: 'linux', env: { XDG_RUNTIME_DIR: '/run/user/1' }, home: '/home/a' }),
      [
        'unix:///var/run/docker.sock',
        'unix:///run/user/1/docker.sock',
        'unix:///home/a/.docker/desktop/docker.sock',
        'unix:///home/a/.docker/run/docker.sock',
      ],
    );
    assert.deepEqual(defaultAddresses({ platform: 'darwin', env: {}, home: '/Users/a' }), [
      'unix:///var/run/docker.sock',
      'unix:///Users/a/.docker/run/docker.sock',
      'unix:///Users/a/.colima/default/docker.sock',
      'unix:///Users/a/.orbstack/run/docker.sock',
      'unix:///Users/a/.rd/docker.sock',
    ]);
    assert.deepEqual(defaultAddresses({ platform: 'win32', env: {}, home: 'C:\\Users\\a' }), [
      'npipe:////./pipe/docker_engine',
      'npipe:////./pipe/dockerDesktopLinuxEngine',
    ]);
  });

  it("keeps the Docker CLI's order of precedence", () => {
    const env = { DOCKER_HOST: 'tcp://x', DOCKER_CONTEXT: 'a' };
    assert.deepEqual(currentContext(env, 'b'), { name: 'default', because: 'DOCKER_HOST' });
    assert.deepEqual(currentContext({ ...env, DOCKER_HOST: '' }, 'b'), { name: 'a', because: 'DOCKER_CONTEXT' });
    assert.deepEqual(currentContext({}, 'b'), { name: 'b', because: 'docker-config' });
    assert.deepEqual(currentContext({}, undefined), { name: 'default', because: 'default' });
  });
});
