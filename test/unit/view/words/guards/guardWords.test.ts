import assert from 'node:assert/strict';
import type {
  Against,
  CalmGuard,
  ConnectionsGuard,
  DriftGuard,
  Guard,
  HostGuard,
} from '../../../../../src/core/scaling/guards/guard.js';
import { guardText } from '../../../../../src/view/words/guards/guardWords.js';
import type { Remedy } from '../../../../../src/core/scaling/guards/remedy.js';
import { remedyDetail, remedyTitle } from '../../../../../src/view/words/guards/remedyWords.js';
import { gib } from '../../../support/guardedChanges.js';
import { now } from '../../../support/stacks.js';
import { linksIn } from '../../../support/workbenchText.js';

const hour = 3_600_000;
const why = 'It hides.';

const host = (
  guard: HostGuard['guard'],
  verdict: HostGuard['verdict'],
  needed: number,
  free: number | undefined,
  changes: Partial<HostGuard> = {},
): HostGuard => ({
  ...{ guard, verdict, needed: needed * gib, free: free === undefined ? undefined : free * gib, total: 32 * gib },
  ...{ atMost: false, refused: undefined, unknown: [], problems: [], fits: [], spared: [] },
  ...changes,
});
const cpu = (
  verdict: HostGuard['verdict'],
  needed: number,
  free: number,
  changes: Partial<HostGuard> = {},
): HostGuard => host('host-cpu', verdict, 0, 0, { needed, free, total: 8, ...changes });

const connections = (
  verdict: ConnectionsGuard['verdict'],
  replicas: number,
  changes: Partial<Extract<ConnectionsGuard, { known: true }>> = {},
): ConnectionsGuard => ({
  ...{ guard: 'connections', verdict, known: true, service: 'backend', title: 'Backend', replicas, perReplica: 50 },
  ...{ needed: replicas * 50, limit: 100, others: 0, reserved: 3, raiseTo: replicas * 50 + 50, fit: undefined },
  ...changes,
});
const unasked = (problem: string): ConnectionsGuard => ({
  ...{ guard: 'connections', verdict: 'warn', known: false, service: 'backend', title: 'Backend' },
  problem,
});
const drift = (verdict: DriftGuard['verdict'], changes: Partial<DriftGuard>): DriftGuard => ({
  ...{ guard: 'drift', verdict, image: undefined, file: 'unknown', byCompose: false },
  ...changes,
});
const calm = (verdict: CalmGuard['verdict'], against: readonly Against[]): CalmGuard => ({
  ...{ guard: 'calm', verdict, service: 'web', known: true, at: now },
  against,
});
const errors: Against = {
  refusal: { refusal: 'signal-not-normal', metric: 'errorRate', until: undefined },
  metric: { id: 'errorRate', title: 'Error rate', unit: 'percent', group: 'errors' },
};

describe('guardText', () => {
  const guards: readonly (readonly [Guard, RegExp])[] = [
    [{ guard: 'limits', verdict: 'pass', target: 6, min: 2, max: 50 }, /^6 is within 2 to 50$/],
    [{ guard: 'limits', verdict: 'block', target: 60, min: 2, max: 50 }, /^60 is outside 2 to 50/],
    [{ guard: 'in-runbook', verdict: 'block' }, /does not name this service/],
    [{ guard: 'host-ports', verdict: 'pass', ports: [] }, /^No fixed host port$/],
    [
      { guard: 'host-ports', verdict: 'block', ports: [80] },
      /^Host port 80 can be held by one replica only; publish a range/,
    ],
    [{ guard: 'host-ports', verdict: 'block', ports: [80, 443] }, /^Host ports 80 and 443 /],
    [{ guard: 'container-name', verdict: 'block', name: 'the-one' }, /the-one; remove it from the Compose file/],
    [{ guard: 'static-address', verdict: 'warn', source: 'shop-web-1' }, /shop-web-1 has a fixed IP address/],
    [{ guard: 'host-network', verdict: 'warn', source: 'shop-web-1' }, /shop-web-1 is on the host's network/],
    [{ guard: 'mixed-definitions', verdict: 'warn', source: 'shop-web-1' }, /not all alike.*shop-web-1/],
    [{ guard: 'shared-volumes', verdict: 'warn', volumes: ['data'] }, /share the volume data$/],
    [{ guard: 'shared-volumes', verdict: 'warn', volumes: ['data', 'cache'] }, /share the volumes data and cache$/],
    [{ guard: 'health-check', verdict: 'pass' }, /^Has a health check$/],
    [{ guard: 'health-check', verdict: 'warn' }, /^No health check.*3 s$/],
    [
      { guard: 'health-check', verdict: 'warn', service: 'shop_web' },
      /^No health check: unless its image has one.*3 s; add one to its stack file, or by docker service update --health-cmd … shop_web$/,
    ],
    [{ guard: 'only-replica', verdict: 'warn' }, /only replica.*away while it restarts/],
    [
      { guard: 'scaler', verdict: 'block', composeProblem: 'no file here' },
      /docker compose cannot be used: no file here$/,
    ],
    [{ guard: 'scaler', verdict: 'block', composeProblem: '' }, /set scalebook\.scaler to auto/],
    [host('host-memory', 'pass', 6, 11), /^Memory: needs 6 GiB, 11 GiB free$/],
    [host('host-memory', 'block', 14, 11), /^Memory: needs 14 GiB, 11 GiB free$/],
    [host('host-memory', 'warn', 14, 15), /^Memory: needs 14 GiB, 15 GiB free, which leaves 1 GiB of 32 GiB$/],
    [
      host('host-memory', 'warn', 1, 9, { atMost: true, problems: [why] }),
      /^Memory: needs 1 GiB, at most 9 GiB free\. It hides$/,
    ],
    [
      host('host-memory', 'warn', 1, undefined, { problems: [why] }),
      /^Memory: needs 1 GiB, and what is free is not known\. It hides$/,
    ],
    [
      host('host-memory', 'warn', 0, 9, { unknown: ['Web', 'App'] }),
      /^Memory: what Web and App needs is not known, 9 GiB free$/,
    ],
    [
      host('host-memory', 'warn', 2, 9, { unknown: ['Web'] }),
      /^Memory: needs 2 GiB, and what Web needs is not known, 9 GiB free$/,
    ],
    [host('host-disk', 'pass', 0.4375, 72), /^Disk: needs 448 MiB, 72 GiB free$/],
    [host('host-disk', 'warn', 1, 2), /^Disk: needs 1 GiB, 2 GiB free, which leaves 1 GiB of 32 GiB$/],
    [cpu('pass', 1.5, 6.25), /^CPU: needs 1\.5 cores, 6\.3 of 8 free$/],
    [cpu('warn', 7, 2), /^CPU: needs 7 cores, 2 of 8 free$/],
    [cpu('block', 1, 0.25), /^CPU: the machine is 97 % busy already, without new replicas$/],
    [
      cpu('block', 1, 7, { refused: { title: 'Big', cpus: 12 } }),
      /^CPU: a replica of Big asks for 12 cores of 8, which the engine refuses$/,
    ],
    [connections('pass', 1), /^first Backend: 50 connections of 100$/],
    [
      connections('warn', 2),
      /^second Backend: 100 connections of 100, which leaves nothing of the 3 in reserve; raise the limit to 150$/,
    ],
    [connections('block', 3), /^third Backend: 150 connections of 100; raise the limit to 200 first$/],
    [connections('block', 12, { others: 40 }), /^12th Backend: 600 connections beside 40 of others of 100; /],
    [
      unasked('no replica of postgres runs'),
      /^Database connections of Backend are not known: no replica of postgres runs$/,
    ],
    [unasked(''), /^Database connections of Backend are not known$/],
    [{ guard: 'changing', verdict: 'block', found: 'operation', holder: '' }, /^Another operation is at work on it$/],
    [
      { guard: 'changing', verdict: 'block', found: 'operation', holder: 'shop' },
      /at work on it, in the window of shop$/,
    ],
    [
      { guard: 'changing', verdict: 'block', found: 'removing', replicas: ['w-1', 'w-2'] },
      /^w-1 and w-2 are just being removed$/,
    ],
    [{ guard: 'changing', verdict: 'warn', found: 'starting', replicas: ['w-1'] }, /^w-1 is still starting$/],
    [
      { guard: 'changing', verdict: 'block', found: 'restarting', replicas: ['w-1', 'w-2', 'w-3', 'w-4', 'w-5'] },
      /^w-1, w-2, w-3 and 2 more are ending again and again.*log first$/,
    ],
    [drift('pass', { file: 'same' }), /^What runs is what the Compose file says$/],
    [
      drift('warn', { file: 'differs' }),
      /^The Compose file, or its environment, has changed since: new replicas are copies of what runs/,
    ],
    [drift('warn', { image: { name: 'shop:1', now: 'other' } }), /^The image shop:1 stands for another image now: /],
    [
      drift('block', { image: { name: 'shop:1', now: 'gone' }, file: 'differs', byCompose: true }),
      /not on the engine any more, and the Compose file.*: docker compose would make every replica anew/,
    ],
    [
      { guard: 'protected-context', verdict: 'warn', context: 'prod-eu', needsName: true },
      /^prod-eu is a protected context: its name has to be typed/,
    ],
    [calm('pass', []), /^Calm: nothing speaks against fewer$/],
    [{ ...calm('block', []), known: false }, /not known: nobody has looked/],
    [
      calm('block', [errors, { refusal: { refusal: 'business-hours', until: now + 3 * hour }, metric: undefined }]),
      /^Not a time for fewer: Error rate is not normal; these are business hours, for another 3 h$/,
    ],
    [calm('block', [errors, errors, errors, errors, errors]), /not normal; and 2 more$/],
  ];
  for (const [guard, words] of guards) {
    it(`says what was found, with its figures: ${guard.guard}, ${guard.verdict}, ${words.source}`, () => {
      assert.match(guardText(guard), words);
      assert.doesNotMatch(guardText(guard), /!|Error:|undefined/);
    });
  }

  it('keeps what comes from the engine to one line', () => {
    const evil = 'x\ny[a](command:b)';
    const hostile: readonly Guard[] = [
      { guard: 'container-name', verdict: 'block', name: evil },
      { guard: 'static-address', verdict: 'warn', source: evil },
      { guard: 'host-network', verdict: 'warn', source: evil },
      { guard: 'mixed-definitions', verdict: 'warn', source: evil },
      { guard: 'shared-volumes', verdict: 'warn', volumes: [evil] },
      { guard: 'scaler', verdict: 'block', composeProblem: evil },
      host('host-memory', 'warn', 1, 2, { unknown: [evil] }),
      host('host-memory', 'warn', 1, undefined, { problems: [evil] }),
      cpu('block', 1, 2, { refused: { title: evil, cpus: 12 } }),
      connections('block', 3, { title: evil }),
      unasked(evil),
      { guard: 'changing', verdict: 'block', found: 'operation', holder: evil },
      { guard: 'changing', verdict: 'warn', found: 'starting', replicas: [evil] },
      drift('warn', { image: { name: evil, now: 'other' } }),
      { guard: 'protected-context', verdict: 'warn', context: evil, needsName: true },
      calm('block', [{ ...errors, metric: { id: 'x', title: evil, unit: 'percent', group: 'errors' } }]),
      calm('block', [{ refusal: { refusal: 'signal-unknown', metric: evil, until: undefined }, metric: undefined }]),
    ];
    for (const guard of hostile) {
      assert.match(guardText(guard), /[xX] y/);
      assert.deepEqual(linksIn(guardText(guard)), []);
    }
  });
});

describe('remedyTitle', () => {
  it('is short, and names the service only where there are several', () => {
    const fit = { remedy: 'fit-to', service: 'pdf-worker', title: 'PDF Worker', target: 7 } as const;
    assert.deepEqual([remedyTitle(fit, now), remedyTitle(fit, now, true)], ['Fit to 7', 'Fit PDF Worker to 7']);
    assert.equal(remedyTitle({ remedy: 'raise-connections', to: 250 }, now), 'Raise to 250');
    const spared = [{ service: 'pdf-worker', title: 'PDF Worker', from: 10, to: 3 }];
    assert.equal(remedyTitle({ remedy: 'free-room', spared }, now), 'Free Room First: PDF Worker 10 → 3');
    assert.equal(remedyTitle({ remedy: 'wait-until', at: now + 12 * 60_000 }, now), 'Remind Me in 12 min');
    assert.equal(remedyTitle({ remedy: 'explain', service: 'web' }, now), 'Explain Decision');
    assert.equal(remedyTitle({ remedy: 'open-compose-file' }, now), 'Open Compose File');
  });

  it('says what comes of it, with the command where there is one, and lets no name be more than a name', () => {
    const commands = [
      ['docker', 'node', 'update', '--', 'a b'],
      ['docker', 'x'],
    ];
    assert.equal(remedyDetail({ remedy: 'copy-command', commands }), "docker node update -- 'a b' && docker x");
    const evil = '$(pass)\n[x](command:y)';
    const made: readonly Remedy[] = [
      { remedy: 'open-logs', service: evil },
      { remedy: 'restart', service: evil },
      { remedy: 'fit-to', service: evil, title: evil, target: 1 },
      { remedy: 'copy-command', commands: [[evil]] },
    ];
    for (const remedy of made) {
      const said = `${remedyTitle(remedy, now, true)} ${remedyDetail(remedy)}`;
      assert.doesNotMatch(said, /\$\(|\n/, remedy.remedy);
      assert.deepEqual(linksIn(said), []);
    }
  });
});
