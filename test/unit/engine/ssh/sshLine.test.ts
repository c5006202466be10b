import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseEndpoint } from '../../../../src/engine/contexts/parseEndpoint.js';
import { SshLine } from '../../../../src/engine/ssh/sshLine.js';

const questions = { ask: () => Promise.resolve(undefined) };

describe('a host whose key is not known', () => {
  let folder: string;

  before(function () {
    if (process.platform === 'win32') return this.skip();
    folder = mkdtempSync(join(tmpdir(), 'scalebook-ssh-'));
    writeFileSync(join(folder, 'ssh'), '#!/bin/sh\necho "Host key verification failed." >&2\nexit 255\n', {
      mode: 0o755,
    });
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const codeOn = async (platform: NodeJS.Platform): Promise<unknown> => {
    const endpoint = parseEndpoint('ssh://ops@farm', undefined);
    assert.ok(endpoint.ok && endpoint.value.transport === 'ssh');
    const env = { ...process.env, PATH: [folder, process.env['PATH']].join(delimiter) };
    try {
      await SshLine.connect(endpoint.value, { env, platform, questions }, new AbortController().signal);
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error;
    }
    return 'connected';
  };

  it('can be said to be the one that is meant where ssh can ask', async () => {
    assert.equal(await codeOn('linux'), 'SSH_HOST_KEY_UNKNOWN');
  });

  it('is for a terminal on Windows, where it cannot', async () => {
    assert.equal(await codeOn('win32'), 'SSH_HOST_KEY_UNASKED');
  });
});
