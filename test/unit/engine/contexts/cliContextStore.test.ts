import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CliContextStore } from '../../../../src/engine/contexts/cliContextStore.js';
import { diskFiles } from '../../../../src/engine/contexts/storeFiles.js';

describe('CliContextStore', () => {
  let home: string;

  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'scalebook-contexts-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  const write = (path: string, text: string): void => {
    const whole = join(home, '.docker', path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  };
  const idOf = (name: string): string => createHash('sha256').update(name).digest('hex');
  const writeContext = (name: string, docker: unknown, folder = idOf(name)): void =>
    write(
      `contexts/meta/${folder}/meta.json`,
      JSON.stringify({ Name: name, Metadata: { Description: `${name}!` }, Endpoints: { docker } }),
    );
  const list = (env: Record<string, string> = {}) =>
    new CliContextStore({ platform: 'linux', env, home }, diskFiles).list();

  it('finds the default context alone when there is no store', async () => {
    const { contexts, current, problems } = await list();
    assert.deepEqual(
      contexts.map((context) => context.name),
      ['default'],
    );
    assert.deepEqual(current, { name: 'default', because: 'default' });
    assert.deepEqual(problems, []);
  });

  it('reads contexts with their certificates, in order of their names', async () => {
    write('config.json', JSON.stringify({ auths: {}, currentContext: 'prod' }));
    writeContext('prod', { Host: 'tcp://10.0.0.5:2376', SkipTLSVerify: false });
    writeContext('node10', { Host: 'ssh://me@h:22' });
    writeContext('node9', { Host: 'tcp://h', SkipTLSVerify: true });
    write(`contexts/tls/${idOf('prod')}/docker/ca.pem`, 'CA');
    write(`contexts/tls/${idOf('prod')}/docker/key.pem`, 'KEY');
    const { contexts, current, problems } = await list();
    assert.deepEqual(problems, []);
    assert.deepEqual(current, { name: 'prod', because: 'docker-config' });
    assert.deepEqual(contexts.slice(1), [
      {
        name: 'node9',
        description: 'node9!',
        endpoint: {
          transport: 'tcp',
          host: 'h',
          port: 2376,
          tls: { ca: undefined, cert: undefined, key: undefined, skipVerify: true },
          raw: 'tcp://h',
        },
      },
      {
        name: 'node10',
        description: 'node10!',
        endpoint: { transport: 'ssh', host: 'h', port: 22, user: 'me', socketPath: undefined, raw: 'ssh://me@h:22' },
      },
      {
        name: 'prod',
        description: 'prod!',
        endpoint: {
          transport: 'tcp',
          host: '10.0.0.5',
          port: 2376,
          tls: { ca: 'CA', cert: undefined, key: 'KEY', skipVerify: false },
          raw: 'tcp://10.0.0.5:2376',
        },
      },
    ]);
  });

  it('loses nothing else when a part of the store is broken', async () => {
    write('config.json', '{ broken');
    write(`contexts/meta/${idOf('torn')}/meta.json`, '{"Name":');
    write(`contexts/meta/${idOf('huge')}/meta.json`, ' '.repeat(1024 * 1024 + 1));
    mkdirSync(join(home, '.docker', `contexts/meta/${idOf('folder')}/meta.json`), { recursive: true });
    writeContext('moved', { Host: 'unix:///x' }, idOf('elsewhere'));
    writeContext('evil\u001b[31m', { Host: 'unix:///x' });
    write('contexts/meta/.DS_Store', 'x');
    writeContext('good', { Host: 'unix:///x' });
    const { contexts, problems } = await list();
    assert.deepEqual(
      contexts.map((context) => context.name),
      ['default', 'good'],
    );
    assert.equal(problems.length, 6, problems.join('\n'));
  });

  it('keeps a context with an odd address, with what is wrong with it', async () => {
    writeContext('odd', { Host: 'gopher://x' });
    writeContext('none', undefined);
    writeContext('secret', { Host: 'tcp://me:hunter2@h' });
    const { contexts, problems } = await list();
    assert.deepEqual(problems, []);
    for (const context of contexts.slice(1)) assert.equal(context.endpoint.transport, 'invalid', context.name);
    assert.ok(!JSON.stringify(contexts).includes('hunter2'));
  });

  it('tells when the current context cannot be found', async () => {
    const { current, problems } = await list({ DOCKER_CONTEXT: 'gone' });
    assert.deepEqual(current, { name: 'gone', because: 'DOCKER_CONTEXT' });
    assert.match(problems.join(), /DOCKER_CONTEXT names the context gone/);
  });

  it('takes address and certificates of the default context from the environment', async () => {
    write('certs/ca.pem', 'CA');
    const DOCKER_HOST = 'tcp://h:2376';
    const DOCKER_CERT_PATH = join(home, '.docker', 'certs');
    const endpointOf = async (env: Record<string, string>) => (await list(env)).contexts[0]?.endpoint;
    const tcp = { transport: 'tcp', host: 'h', port: 2376, raw: DOCKER_HOST };
    assert.deepEqual(await endpointOf({ DOCKER_HOST, DOCKER_CERT_PATH, DOCKER_TLS_VERIFY: '1' }), {
      ...tcp,
      tls: { ca: 'CA', cert: undefined, key: undefined, skipVerify: false },
    });
    assert.deepEqual(await endpointOf({ DOCKER_HOST }), { ...tcp, tls: undefined });
    assert.equal((await endpointOf({ DOCKER_HOST: 'nonsense://' }))?.transport, 'invalid');
  });

  it('finds another store by DOCKER_CONFIG, and the first default socket that exists', async () => {
    const store = join(home, '.docker', 'other');
    write('other/config.json', '{"currentContext":"default"}');
    write('run/docker.sock', '');
    const found = new CliContextStore(
      { platform: 'linux', env: { DOCKER_CONFIG: store }, home },
      { ...diskFiles, exists: async (path) => path.startsWith(home) && diskFiles.exists(path) },
    );
    const { contexts, current } = await found.list();
    assert.deepEqual(current, { name: 'default', because: 'docker-config' });
    const endpoint = contexts[0]?.endpoint;
    assert.equal(endpoint?.transport === 'unix' && endpoint.path, join(home, '.docker', 'run', 'docker.sock'));
  });
});
