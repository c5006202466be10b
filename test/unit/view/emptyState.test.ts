import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isForPerson, type EngineFailureReason } from '../../../src/core/connection/engineFailure.js';
import type { LiveState } from '../../../src/core/live/liveState.js';
import { emptyState, type EmptyState } from '../../../src/view/emptyState.js';
import { context, liveState, replicas } from '../support/stacks.js';

const failed = (reason: EngineFailureReason): LiveState =>
  liveState([], {
    connection: { phase: 'failed', context, failure: { reason, address: 'a', detail: 'd' }, retryAt: 0 },
    snapshot: undefined,
  });

const expected = {
  'no-engine': 'noEngine',
  interrupted: 'noEngine',
  refused: 'noEngine',
  conflict: 'noEngine',
  'not-found': 'noEngine',
  'no-permission': 'noPermission',
  'host-unknown': 'wrongContext',
  'context-invalid': 'wrongContext',
  'tls-untrusted': 'tlsUntrusted',
  'tls-expired': 'tlsExpired',
  'tls-wrong-host': 'tlsWrongHost',
  'tls-client-missing': 'tlsClientMissing',
  'tls-client-expired': 'tlsClientExpired',
  'tls-client-refused': 'tlsClientRefused',
  'ssh-missing': 'sshMissing',
  'ssh-unreachable': 'sshUnreachable',
  'ssh-host-key-unknown': 'sshHostKeyUnknown',
  'ssh-host-key-unasked': 'sshHostKeyUnasked',
  'ssh-host-key-changed': 'sshHostKeyChanged',
  'ssh-denied': 'sshDenied',
  'ssh-no-docker': 'sshNoDocker',
  'ssh-docker-denied': 'sshDockerDenied',
  'ssh-failed': 'sshFailed',
  'tls-refused': 'tlsRefused',
  'api-too-old': 'apiTooOld',
  'timed-out': 'timedOut',
  killed: 'noEngine',
  cancelled: 'connecting',
} as const satisfies Record<EngineFailureReason, EmptyState>;

interface Welcome {
  readonly view: string;
  readonly when: string;
  readonly contents: string;
}
interface PackageJson {
  readonly contributes: {
    readonly viewsWelcome: readonly Welcome[];
    readonly commands: readonly { readonly command: string }[];
  };
}
const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;
const welcomesOf = (state: EmptyState): readonly Welcome[] =>
  contributes.viewsWelcome.filter(({ when }) => new RegExp(`scalebook\\.state == ${state}(?!\\w)`).test(when));

describe('emptyState', () => {
  for (const [reason, state] of Object.entries(expected) as [EngineFailureReason, EmptyState][]) {
    it(`is ${state} when the connection failed with ${reason}`, () => {
      assert.equal(emptyState(failed(reason)), state);
    });
  }

  it('follows the connection from idle to a stack', () => {
    const info = {
      id: 'e1',
      name: 'host',
      version: '26',
      apiVersion: '1.45',
      cpus: 4,
      memoryBytes: 8e9,
      swarm: 'none',
    } as const;
    assert.equal(emptyState(liveState([], { connection: { phase: 'idle' }, snapshot: undefined })), 'idle');
    assert.equal(
      emptyState(liveState([], { connection: { phase: 'connecting', context }, snapshot: undefined })),
      'connecting',
    );
    assert.equal(
      emptyState(liveState([], { connection: { phase: 'connected', context, info }, snapshot: undefined })),
      'connecting',
    );
    assert.equal(emptyState(liveState([])), 'noStack');
    const worker = { phase: 'connected', context, info: { ...info, swarm: 'worker' } } as const;
    assert.equal(emptyState(liveState([], { connection: worker })), 'swarmWorker');
    assert.equal(emptyState(liveState(replicas('web', 1), { connection: worker })), 'ready');
    assert.equal(emptyState(liveState(replicas('web', 1))), 'ready');
  });
});

describe('viewsWelcome', () => {
  const states = new Set<EmptyState>(['idle', 'noStack', 'swarmWorker', ...Object.values(expected)]);
  for (const state of states) {
    it(`has one page for ${state}`, () => {
      assert.equal(welcomesOf(state).length, 1);
    });
  }

  it('has no page where there are stacks, and none for a state that does not exist', () => {
    assert.deepEqual(welcomesOf('ready'), []);
    const named = contributes.viewsWelcome.flatMap(({ when }) =>
      [...when.matchAll(/scalebook\.state == (\w+)/g)].map((match) => match[1]),
    );
    assert.deepEqual(new Set(named), states);
  });

  it('leads only to commands that exist', () => {
    const commands = new Set(contributes.commands.map(({ command }) => command));
    const links = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:([^)?]+)/g)].map((match) => match[1] ?? ''),
    );
    assert.ok(links.length > 0);
    assert.deepEqual(
      links.filter((command) => !commands.has(command)),
      [],
    );
  });

  it('says that it is tried again where it is, and lets a person try again where it is not', () => {
    for (const [reason, state] of Object.entries(expected) as [EngineFailureReason, EmptyState][]) {
      if (reason === 'cancelled') continue;
      const [welcome] = welcomesOf(state);
      const waits = isForPerson({ reason, address: '', detail: '' });
      assert.equal(/Scalebook keeps trying\./.test(welcome?.contents ?? ''), !waits, state);
      if (waits) assert.match(welcome?.contents ?? '', /\[Try Again\]/, state);
    }
  });

  it('says what to do, calmly', () => {
    for (const { when, contents } of contributes.viewsWelcome) {
      assert.doesNotMatch(contents, /!|Error:/);
      if (!when.includes('connecting')) assert.match(contents, /\]\(command:scalebook\./, when);
    }
  });
});
