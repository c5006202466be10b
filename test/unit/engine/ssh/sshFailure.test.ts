import assert from 'node:assert/strict';
import { sshFailure, startFailure } from '../../../../src/engine/ssh/sshFailure.js';

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined);
const codeFor = (exitCode: number | undefined, stderr: string): unknown => codeOf(sshFailure({ exitCode, stderr }));

describe('why ssh failed', () => {
  const cases: Readonly<Record<string, readonly (readonly [number, string])[]>> = {
    SSH_HOST_KEY_CHANGED: [
      [255, '@@@\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.'],
      [255, 'Host key for farm has changed and you have requested strict checking.\nHost key verification failed.'],
    ],
    SSH_HOST_KEY_UNKNOWN: [
      [255, 'Host key verification failed.'],
      [255, 'No ED25519 host key is known for farm and you have requested strict checking.'],
    ],
    ENOTFOUND: [[255, 'ssh: Could not resolve hostname farm: Name or service not known']],
    SSH_DENIED: [
      [255, 'ops@farm: Permission denied (publickey,password).'],
      [255, 'Received disconnect from farm: 2: Too many authentication failures'],
    ],
    ETIMEDOUT: [
      [255, 'ssh: connect to host farm port 22: Connection timed out'],
      [255, 'Connection timed out during banner exchange'],
      [255, 'Timeout, server farm not responding.'],
    ],
    SSH_UNREACHABLE: [
      [255, 'ssh: connect to host farm port 22: Connection refused'],
      [255, 'ssh: connect to host farm port 22: No route to host'],
    ],
    ECONNRESET: [
      [255, 'Connection closed by 10.0.0.1 port 22'],
      [255, 'client_loop: send disconnect: Broken pipe'],
      [255, ''],
    ],
    SSH_NO_DOCKER: [
      [127, 'bash: line 1: docker: command not found'],
      [127, ''],
      [1, "'docker' is not recognized as an internal or external command"],
    ],
    SSH_DOCKER_DENIED: [
      [1, 'dial unix /var/run/docker.sock: connect: permission denied'],
      [1, 'Got permission denied while trying to connect to the Docker daemon socket'],
    ],
    ECONNREFUSED: [
      [1, 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'],
      [1, 'dial unix /var/run/docker.sock: connect: no such file or directory'],
    ],
    SSH_FAILED: [
      [255, 'Bad configuration option: nonsense'],
      [1, 'something else'],
    ],
  };
  for (const [code, ends] of Object.entries(cases))
    it(`is ${code}`, () => {
      for (const [exitCode, stderr] of ends) assert.equal(codeFor(exitCode, stderr), code, stderr);
    });

  it('is not told by what the other side prints where ssh itself did not fail', () => {
    assert.equal(codeFor(1, 'Host key verification failed.'), 'SSH_FAILED');
  });

  it('keeps the end of the words, and not all of a flood', () => {
    const { message } = sshFailure({ exitCode: 255, stderr: `${'x'.repeat(100_000)}the end` });
    assert.ok(message.length <= 2000 && message.endsWith('the end'));
  });

  it('knows where there is no ssh', () => {
    assert.equal(codeOf(startFailure(Object.assign(new Error('spawn ssh ENOENT'), { code: 'ENOENT' }))), 'SSH_MISSING');
    assert.equal(codeOf(startFailure(Object.assign(new Error('no'), { code: 'EAGAIN' }))), 'EAGAIN');
  });
});
