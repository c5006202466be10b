import assert from 'node:assert/strict';
import { causeOf, type Cause } from '../../../../src/core/diagnosis/cause.js';
import type { Finding } from '../../../../src/core/diagnosis/finding.js';
import { adviceText } from '../../../../src/view/diagnosis/adviceWords.js';
import { causeSentence } from '../../../../src/view/diagnosis/causeWords.js';

const mebibyte = 1024 ** 2;
const of = { title: 'Backend', stack: 'team', ready: 2, replicas: 3 };

const cause = (finding: Finding, replicas: readonly string[] = ['team-backend-3'], likely = false): Cause =>
  causeOf(finding, likely ? 'likely' : 'certain', { replicas, evidence: [], remedies: [] });

/** Every finding there is, as people read it. */
const sentences: readonly (readonly [Cause, string])[] = [
  [
    cause({ cause: 'port-taken', port: 3001, holder: 'team-backend-1', isOwn: true }),
    'backend-3 does not start: host port 3001 is held by backend-1, and only one can have it',
  ],
  [
    cause({ cause: 'port-taken', port: 3001, holder: 'shop-web-1', isOwn: false }, [
      'team-backend-3',
      'team-backend-4',
    ]),
    'backend-3 and backend-4 do not start: host port 3001 is taken by shop-web-1',
  ],
  [
    cause({ cause: 'port-taken', port: undefined, holder: '', isOwn: false }),
    'backend-3 does not start: its host port is taken already',
  ],
  [cause({ cause: 'ports-used-up' }), 'backend-3 does not start: every host port of its range is taken'],
  [cause({ cause: 'name-taken', name: 'the-one' }), 'backend-3 does not start: another container is called the-one'],
  [cause({ cause: 'image-gone', image: 'shop:1' }), 'backend-3 does not start: the image shop:1 is not on the engine'],
  [
    cause({ cause: 'image-gone', image: 'shop:1' }, [], true),
    'Compose can make no further replica of Backend: the image shop:1 is no longer on the engine',
  ],
  [
    cause({ cause: 'machine-short', part: 'memory', needed: 2048 * mebibyte, free: 300 * mebibyte, fits: 0 }),
    "backend-3 does not start: the engine's machine has 300 MiB of memory left, and each takes 2 GiB",
  ],
  [
    cause({ cause: 'machine-short', part: 'disk', needed: undefined, free: undefined, fits: undefined }),
    "backend-3 does not start: the engine's machine has too little disk left",
  ],
  [
    cause({ cause: 'machine-short', part: 'cpu', needed: 8, free: 2, fits: 0 }),
    "backend-3 does not start: it asks for 8 CPUs, and the engine's machine has 2",
  ],
  [cause({ cause: 'engine-limit' }), 'backend-3 does not start: the engine has reached a limit of its own'],
  [
    cause({ cause: 'program-missing', program: 'node' }),
    'backend-3 does not start: node, which it is to run, is not in its image or may not be run',
  ],
  [
    cause({ cause: 'mount-missing', path: '/srv/data' }),
    "backend-3 does not start: /srv/data, which it mounts, is not on the engine's machine",
  ],
  [cause({ cause: 'network-missing', network: 'net' }), 'backend-3 does not start: there is no network net'],
  [cause({ cause: 'no-node' }), 'backend-3 does not start: no node of the Swarm fits'],
  [cause({ cause: 'ends-by-itself', exitCode: 3 }), 'backend-3 ends by itself, with exit code 3'],
  [cause({ cause: 'ends-by-itself', exitCode: 137 }), 'backend-3 was ended from outside, with exit code 137'],
  [cause({ cause: 'start-refused' }), 'backend-3 does not start: the engine refuses it'],
  [
    cause({ cause: 'probe-program-missing', program: 'curl' }),
    'The health check of backend-3 cannot run: its image has no program curl',
  ],
  [cause({ cause: 'probe-timed-out', timeoutMs: 5000 }), 'The health check of backend-3 gets no answer within 5 s'],
  [
    cause({ cause: 'too-little-time', allowedMs: 7000, neededMs: 20_000 }),
    'backend-3 took 20 s to be ready, and its health check allows 7 s',
  ],
  [
    cause({ cause: 'too-little-time', allowedMs: 7000, neededMs: undefined }, undefined, true),
    'backend-3 may only need more time than the 7 s that its health check allows',
  ],
  [
    cause({ cause: 'dependency-away', service: 'redis', title: 'Redis', isDown: true }),
    'backend-3 cannot do without Redis, and no replica of that works',
  ],
  [
    cause({ cause: 'dependency-away', service: 'redis', title: 'Redis', isDown: false }, undefined, true),
    'backend-3 says that Redis cannot be reached',
  ],
  [cause({ cause: 'probe-fails', exitCode: 22 }), 'The health check of backend-3 fails with exit code 22'],
  [
    cause({ cause: 'not-listed', balancer: 'Traefik', listed: 2, ready: 3 }),
    'Traefik does not have backend-3 in its list, only 2 of 3 ready replicas',
  ],
  [
    cause({ cause: 'not-listed', balancer: 'Traefik', listed: 2, ready: 3 }, []),
    'Traefik has only 2 of 3 ready replicas of Backend in its list',
  ],
  [
    cause({ cause: 'server-away', balancer: 'Traefik', state: 'DRAIN' }),
    'Traefik sends nothing to backend-3: its list says DRAIN',
  ],
  [
    cause({ cause: 'sticky', balancer: 'Traefik' }, [], true),
    'Traefik sends each client of Backend back to the replica that it had before',
  ],
  [
    cause({ cause: 'replica-slow', tookMs: 1900, othersMs: 85 }, undefined, true),
    'backend-3 answers its health check in 1.9 s, the others in 85 ms',
  ],
  [
    cause({ cause: 'spread-uneven' }, [], true),
    "Requests are not spread evenly over the replicas of Backend, and the balancer's list does not show why",
  ],
  [
    cause({ cause: 'slow-statements', count: 1, longestMs: 62_000 }, [], true),
    'The database works on a statement that has been running for 62 s',
  ],
  [
    cause({ cause: 'slow-statements', count: 3, longestMs: 600_000 }, [], true),
    'The database works on 3 statements that take long, one of them for 10 min',
  ],
  [
    cause({ cause: 'waiting-for-locks', count: 2, longestMs: 62_000, holder: 40 }, []),
    '2 statements in the database wait for a lock, for 62 s by now; session 40 holds it',
  ],
  [cause({ cause: 'database-busy' }, [], true), 'The database is busier than the runbook wants it'],
  [
    cause({ cause: 'redis-full', title: 'Redis', usedBytes: 127 * mebibyte, maxBytes: 128 * mebibyte }, []),
    'Redis has used up its memory: 127 MiB of 128 MiB',
  ],
  [cause({ cause: 'limit-reached', part: 'cpu', percent: 96.4 }, [], true), 'Backend uses 96 % of its CPU limit'],
  [
    cause({ cause: 'machine-busy', percent: 99 }, [], true),
    "The engine's machine is 99 % busy, so that replicas only take from one another",
  ],
  [
    cause(
      { cause: 'bottleneck-elsewhere', service: 'w', title: 'PDF Worker', part: 'cpu', percent: 97, isIdleHere: true },
      [],
    ),
    'Backend has little to do: the bottleneck is PDF Worker, at 97 % of its CPU limit',
  ],
  [
    cause({ cause: 'server-full', limit: 100, open: 97, reserved: 3, clients: 3, perReplica: 50 }, []),
    'The database has no connection left: 97 are open, and the limit of 100 keeps 3 for administrators; 3 replicas of Backend may open 50 each, 150 in all',
  ],
  [
    cause(
      {
        cause: 'server-full',
        limit: undefined,
        open: undefined,
        reserved: undefined,
        clients: 0,
        perReplica: undefined,
      },
      [],
    ),
    'The database has no connection left, not even for a question',
  ],
  [
    cause({ cause: 'pool-full', perReplica: 50 }, ['team-backend-1', 'team-backend-2'], true),
    'backend-1 and backend-2 say that the pool of 50 connections is exhausted',
  ],
  [
    cause({ cause: 'limit-exceeded', limitBytes: 64 * mebibyte, kills: 4 }),
    'backend-3 was killed for using more than 64 MiB, the memory limit, 4 times in the last hour',
  ],
  [
    cause({ cause: 'machine-full', freeBytes: 10 * mebibyte, kills: 1 }),
    "backend-3 was killed because the engine's machine has no memory left",
  ],
  [
    cause({ cause: 'heap-full' }, undefined, true),
    'backend-3 ended at a memory bound of the program itself, not of its container',
  ],
  [cause({ cause: 'leak', percentPerHour: 12 }, [], true), 'The memory of Backend grows by 12 % an hour'],
];

describe('causeSentence', () => {
  for (const [found, sentence] of sentences)
    it(sentence, () => {
      assert.equal(causeSentence(found, of), sentence);
      assert.match(adviceText(found), /^[A-Z].*\.$/);
    });

  it('names a few replicas and counts the rest', () => {
    const names = Array.from({ length: 9 }, (_, index) => `team-backend-${index + 1}`);
    assert.match(
      causeSentence(cause({ cause: 'ports-used-up' }, names), of),
      /^backend-1, backend-2 and 7 more do not start/,
    );
  });
});
