import assert from 'node:assert/strict';
import { checkArguments, dialArguments, type SshEndpoint } from '../../../../src/engine/ssh/sshArguments.js';

const endpoint = (more: Partial<SshEndpoint> = {}): SshEndpoint => ({
  transport: 'ssh',
  host: 'farm',
  port: undefined,
  user: undefined,
  socketPath: undefined,
  raw: 'ssh://farm',
  ...more,
});
const lead = { kind: 'lead', controlPath: '/tmp/100%/m' } as const;

describe('arguments of ssh', () => {
  it('end in the host and the one command, after all options', () => {
    const args = dialArguments(endpoint(), { kind: 'alone' }, true);
    assert.deepEqual(args.slice(args.indexOf('--')), ['--', 'farm', 'docker', 'system', 'dial-stdio']);
  });

  it('have user, port and the socket of the other side where the address has them', () => {
    const args = dialArguments(endpoint({ user: 'ops', port: 2222, socketPath: '/run/d.sock' }), lead, true);
    assert.deepEqual(args.slice(args.indexOf('-l')), [
      ...['-l', 'ops', '-p', '2222', '--', 'farm'],
      ...['docker', '--host=unix:///run/d.sock', 'system', 'dial-stdio'],
    ]);
  });

  it('share one login: opened, joined, the person’s own, or none', () => {
    const first = (kind: Parameters<typeof dialArguments>[1]): string =>
      dialArguments(endpoint(), kind, true).join(' ').split(' -o ConnectTimeout')[0] ?? '';
    // A percent sign would begin a token.
    assert.equal(first(lead), '-M -S /tmp/100%%/m -o ControlPersist=no');
    assert.equal(first({ ...lead, kind: 'join' }), '-S /tmp/100%%/m -o ControlMaster=no');
    assert.equal(first({ kind: 'theirs' }), '-o ControlMaster=no');
    assert.equal(first({ kind: 'alone' }), '-S none -o ControlMaster=no');
  });

  it('let it ask only where somebody is there, and never forward anything', () => {
    assert.ok(!dialArguments(endpoint(), lead, true).includes('BatchMode=yes'));
    const alone = dialArguments(endpoint(), lead, false);
    for (const setting of ['BatchMode=yes', 'ClearAllForwardings=yes', 'RemoteCommand=none', 'ServerAliveInterval=10'])
      assert.equal(alone[alone.indexOf(setting) - 1], '-o', setting);
    assert.ok(alone.includes('-T') && alone.includes('-x'));
  });

  it('ask whether a connection is open without opening one', () => {
    assert.deepEqual(checkArguments(endpoint({ port: 22 })), ['-O', 'check', '-p', '22', '--', 'farm']);
  });
});
