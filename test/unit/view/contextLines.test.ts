import assert from 'node:assert/strict';
import type { ContextList, CurrentBecause, DockerContext } from '../../../src/core/connection/dockerContext.js';
import { contextLines, type ContextLine } from '../../../src/view/contextLines.js';
import { iconsIn } from '../support/workbenchText.js';

type Line = Extract<ContextLine, { kind: 'context' }>;

const context = (name: string, endpoint: DockerContext['endpoint'], description = ''): DockerContext => ({
  name,
  description,
  endpoint,
});
const unix: DockerContext['endpoint'] = { transport: 'unix', path: '/s', raw: 'unix:///s' };
const tcp = (tls: { skipVerify: boolean } | undefined): DockerContext['endpoint'] => ({
  transport: 'tcp',
  host: 'prod',
  port: 2376,
  tls: tls && { ca: 'ca', cert: 'cert', key: 'key', ...tls },
  raw: 'tcp://prod:2376',
});

const linesOf = (
  contexts: readonly DockerContext[],
  pinned?: string,
  changes: Partial<ContextList> = {},
): readonly ContextLine[] =>
  contextLines({ contexts, current: { name: 'default', because: 'default' }, problems: [], ...changes }, pinned);
const contextsIn = (lines: readonly ContextLine[]): readonly Line[] => lines.filter((line) => line.kind === 'context');
const lineOf = (endpoint: DockerContext['endpoint'], description = ''): Line | undefined =>
  contextsIn(linesOf([context('prod', endpoint, description)])).find(({ pin }) => pin === 'prod');

describe('contextLines', () => {
  it('offers to follow the Docker CLI first, then every context', () => {
    const lines = linesOf([context('default', unix), context('prod', tcp({ skipVerify: false }))]);
    assert.deepEqual(
      lines.map((line) => (line.kind === 'context' ? [line.label, line.pin] : [line.label])),
      [
        ['$(check) Follow the Docker CLI', undefined],
        ['Pin to this workspace'],
        ['$(blank) default', 'default'],
        ['$(blank) prod', 'prod'],
      ],
    );
  });

  it('marks the one that is pinned, and no other', () => {
    const lines = contextsIn(linesOf([context('default', unix), context('prod', unix)], 'prod'));
    assert.deepEqual(
      lines.map(({ label }) => label.startsWith('$(check)')),
      [false, false, true],
    );
  });

  it('says which context the Docker CLI uses, and why where a variable of the environment decides', () => {
    const because: readonly (readonly [CurrentBecause, RegExp])[] = [
      ['DOCKER_HOST', /, because DOCKER_HOST is set$/],
      ['DOCKER_CONTEXT', /, because DOCKER_CONTEXT is set$/],
      ['docker-config', /^now prod$/],
      ['default', /^now prod$/],
    ];
    for (const [reason, words] of because) {
      const [follow] = contextsIn(linesOf([], undefined, { current: { name: 'prod', because: reason } }));
      assert.match(follow?.description ?? '', words);
      assert.match(follow?.description ?? '', /^now prod/);
    }
  });

  it('shows the address as it was written, and the description', () => {
    assert.equal(lineOf(unix)?.description, 'unix:///s');
    assert.equal(lineOf(unix, 'the shop')?.description, 'unix:///s · the shop');
  });

  it('remarks on what is unsafe or cannot be used', () => {
    assert.equal(lineOf(unix)?.detail, '');
    assert.equal(lineOf(tcp({ skipVerify: false }))?.detail, '');
    assert.match(lineOf(tcp(undefined))?.detail ?? '', /Without TLS/);
    assert.match(lineOf(tcp({ skipVerify: true }))?.detail ?? '', /certificate is not checked/);
    assert.equal(
      lineOf({ transport: 'ssh', host: 'h', port: undefined, user: undefined, socketPath: undefined, raw: 'ssh://h' })
        ?.detail,
      '',
    );
    assert.match(
      lineOf({ transport: 'invalid', raw: 'x', problem: 'no host in it' })?.detail ?? '',
      /Cannot be used: no host in it/,
    );
  });

  it('says what of the store was left out', () => {
    const last = linesOf([], undefined, { problems: ['One is broken.', 'So is two.'] }).at(-1);
    assert.deepEqual(last, { kind: 'separator', label: 'Left out: One is broken. So is two.' });
  });

  it('lets no name, address, description or problem make an icon', () => {
    const evil = 'x$(error)';
    const lines = [
      ...linesOf([context(evil, { ...unix, raw: evil }, evil)], evil, {
        current: { name: evil, because: 'default' },
        problems: [evil],
      }),
      ...linesOf([context('prod', { transport: 'invalid', raw: evil, problem: evil })]),
    ];
    const texts = lines.flatMap((line) =>
      line.kind === 'context' ? [line.label, line.description, line.detail] : [line.label],
    );
    assert.deepEqual(
      texts.flatMap(iconsIn).filter((icon) => icon === 'error'),
      ['error'],
    );
    assert.equal(texts.filter((text) => text.startsWith('$(error) Cannot be used')).length, 1);
  });
});
