import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { readComposeFiles } from '../../../src/core/swarmMove/file/readComposeFiles.js';
import { writeOverride } from '../../../src/core/swarmMove/file/writeOverride.js';
import { moveFindings } from '../../../src/core/swarmMove/findings.js';
import { moveTopics } from '../../../src/core/swarmMove/moveFinding.js';
import { deployProposals } from '../../../src/core/swarmMove/proposal.js';
import { ignoredKeys, resourceKeys, usedKeys } from '../../../src/core/swarmMove/stackKeys.js';
import { ensureDockerCli } from '../../machine/dockerPrograms.mjs';
import { attempt } from '../../machine/run.mjs';

/** A value of the shape that each key takes, where that is not a word. */
const samples: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(
    ['cap_add', 'cap_drop', 'devices', 'expose', 'external_links', 'security_opt', 'profiles', 'group_add'].map(
      (key) => [key, ['x']],
    ),
  ),
  ...Object.fromEntries(['init', 'privileged', 'read_only', 'stdin_open', 'tty'].map((key) => [key, true])),
  ...Object.fromEntries(['environment', 'labels', 'networks', 'deploy'].map((key) => [key, {}])),
  ...Object.fromEntries(['configs', 'secrets', 'depends_on', 'links'].map((key) => [key, []])),
  build: '.',
  credential_spec: { file: 'x' },
  env_file: [],
  extra_hosts: ['a:1.1.1.1'],
  healthcheck: { test: ['CMD', 'x'] },
  image: 'x',
  logging: { driver: 'x' },
  oom_score_adj: 5,
  ports: ['80:80'],
  stop_grace_period: '5s',
  sysctls: { a: '1' },
  ulimits: { nofile: 5 },
  volumes: ['/data'],
  cpus: 0.5,
  pids_limit: 5,
  scale: 2,
  cpu_count: 1,
  cpu_percent: 1,
  cpu_shares: 5,
  depends_on_conditions: { b: { condition: 'service_healthy' } },
};

describe('what docker stack deploy takes', () => {
  let folder: string;
  let cli: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'scalebook-test-'));
    cli = await ensureDockerCli();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Whether Docker's own reader of stack files takes them; needs no engine. */
  async function takes(...texts: readonly string[]): Promise<boolean> {
    const files = texts.map((text, index) => {
      const path = join(folder, `${index}.yaml`);
      writeFileSync(path, text);
      return path;
    });
    return (await attempt(cli, ['stack', 'config', ...files.flatMap((file) => ['--compose-file', file])])).ok;
  }
  const withKey = (key: string): string =>
    JSON.stringify({ services: { a: { image: 'x', [key]: samples[key] ?? 'x' } } });

  it('is every key that Scalebook says it takes', async () => {
    for (const key of [...usedKeys, ...ignoredKeys]) assert.ok(await takes(withKey(key)), key);
  });

  it('is none that Scalebook says it refuses', async () => {
    const others = [
      'profiles',
      'pull_policy',
      'platform',
      'runtime',
      'group_add',
      'annotations',
      'post_start',
      'extends',
      'volumes_from',
    ];
    for (const key of [...resourceKeys, ...others]) assert.ok(!(await takes(withKey(key))), key);
  });

  it('is what is left when every refused point of a file is settled, and nothing before', async () => {
    const services = { a: { image: 'x' }, b: { image: 'x' } };
    const refused = [
      { name: 'shop', services },
      { include: ['b.yaml'], services },
      { services: { ...services, a: { image: 'x', depends_on: { b: { condition: 'service_healthy' } } } } },
      { services: { a: { image: 'x', env_file: [{ path: 'a.env', required: false }] } } },
      { services: { a: { image: 'x', ports: [{ target: 80, published: '8080' }] } } },
      { services, secrets: { t: { environment: 'T' } } },
      { services, configs: { t: { content: 'x' } } },
    ];
    for (const file of refused) {
      const text = JSON.stringify(file);
      const read = readComposeFiles([text]);
      assert.ok(read.ok);
      assert.ok(
        moveFindings(read.value).some(({ topic }) => moveTopics[topic] === 'refused'),
        text,
      );
      assert.ok(!(await takes(text)), text);
    }
    const fine = JSON.stringify({
      services: {
        ...services,
        a: { image: 'x', ports: [{ target: 80, published: 8080 }], depends_on: ['b'], build: '.' },
      },
    });
    const read = readComposeFiles([fine]);
    assert.ok(read.ok && !moveFindings(read.value).some(({ topic }) => moveTopics[topic] === 'refused'));
    assert.ok(await takes(fine));
  });

  it('is the proposed override, laid over the file', async () => {
    const text =
      'services: {web: {image: x, restart: "on-failure:3"}, postgres: {image: postgres, volumes: [data:/d]}}\nvolumes: {data: {}}';
    const read = readComposeFiles([text]);
    assert.ok(read.ok);
    const stack = { id: 'compose:shop', name: 'shop', kind: 'compose', services: [] } as const;
    const proposals = deployProposals(read.value, stack, defaultRunbook).map((proposal) => ({
      ...proposal,
      limits: { cpus: 0.5, memoryBytes: 64 * 1024 * 1024 },
      reservedBytes: 33_333_333,
    }));
    assert.ok(
      await takes(
        text,
        writeOverride(proposals, 'A heading\nof two lines', () => 'a note'),
      ),
    );
  });
});
