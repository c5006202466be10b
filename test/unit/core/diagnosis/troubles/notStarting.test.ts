import assert from 'node:assert/strict';
import type { Cause } from '../../../../../src/core/diagnosis/cause.js';
import { diagnose } from '../../../../../src/core/diagnosis/diagnose.js';
import { fail, ok } from '../../../../../src/util/result.js';
import { observations, teamReplica, type SeenReplica } from '../../../support/observations.js';
import { refusedStart } from '../lastOperations.js';
import { first, mebibyte, only, remedies, shows, well } from './only.js';

const cleanUps = ({ remedies: all }: Cause): readonly string[] =>
  all.flatMap((each) => (each.remedy === 'clean-up' ? [each.what] : []));

describe('not starting', () => {
  const error = 'Bind for 0.0.0.0:3001 failed: port is already allocated';
  const created = (number: number, words = error): SeenReplica => ({
    record: teamReplica('backend', number, { state: 'created', health: 'none', error: words, exitCode: 128 }),
  });

  it('names the port, and the sibling that holds it', () => {
    const seen = observations([...well('backend', 1), created(2), created(3)], {
      holders: [{ name: 'team-backend-1', port: 3001 }],
    });
    const cause = first(only('not-starting', seen), 'port-taken');
    assert.deepEqual(
      [cause.certainty, cause.port, cause.holder, cause.isOwn, cause.replicas],
      ['certain', 3001, 'team-backend-1', true, ['team-backend-2', 'team-backend-3']],
    );
    assert.deepEqual(shows(cause), ['engine-said', 'engine-said', 'port-holder']);
  });

  it('names a port that something beyond the engine holds', () => {
    const cause = first(only('not-starting', observations([created(1)])), 'port-taken');
    assert.deepEqual([cause.holder, cause.isOwn], ['', false]);
  });

  it('knows what an operation was refused, whose replicas are gone by then', () => {
    const seen = observations(well('backend', 1), {
      operation: ok(refusedStart('backend', error)),
      holders: [{ name: 'other-web-1', port: 3001 }],
    });
    const cause = first(only('not-starting', seen), 'port-taken');
    assert.deepEqual([cause.replicas, cause.isOwn], [['team-backend-2'], false]);
    assert.equal(cause.evidence[0]?.from, 'operation');
  });

  it('leaves out what an operation was refused once the replicas are there', () => {
    const seen = observations(well('backend', 2), {
      operation: ok(refusedStart('backend', error)),
    });
    assert.deepEqual(diagnose(seen).causes, []);
  });

  it('names an image that is gone, unless it is there by now', () => {
    const operation = ok(refusedStart('backend', 'No such image: shop:1'));
    const gone = observations(well('backend', 1), { operation, images: ok(new Map([['shop:1', undefined]])) });
    const cause = first(only('not-starting', gone), 'image-gone');
    assert.deepEqual(
      [cause.image, cause.certainty, shows(cause)],
      ['shop:1', 'certain', ['engine-said', 'image-name']],
    );
    assert.deepEqual(remedies(cause), ['pull-image', 'open-compose-file']);
    const there = diagnose(observations(well('backend', 1), { operation }));
    assert.deepEqual(
      there.causes.map((each) => each.cause),
      ['start-refused'],
    );
  });

  it('names an image without a name only where nothing else is found', () => {
    const images = ok(new Map([['shop:1', undefined]]));
    const alone = first(only('not-starting', observations(well('backend', 1), { images })), 'image-gone');
    assert.equal(alone.certainty, 'likely');
    const both = diagnose(observations([...well('backend', 1), created(2)], { images }));
    assert.deepEqual(
      both.causes.map(({ cause }) => cause),
      ['port-taken'],
    );
  });

  it('says what the machine has, what a replica takes, and how many fit', () => {
    const words = 'cannot allocate memory';
    const limits = { cpus: undefined, memoryBytes: 1500 * mebibyte };
    const short = created(2, words);
    const seen = observations([
      { record: teamReplica('backend', 1, { limits }) },
      { ...short, record: { ...short.record, limits } },
    ]);
    const cause = first(only('not-starting', seen), 'machine-short');
    assert.deepEqual(
      [cause.part, cause.needed, cause.free, cause.fits],
      ['memory', 1500 * mebibyte, 4000 * mebibyte, 2],
    );
    assert.deepEqual(
      cause.remedies.flatMap((remedy) => (remedy.remedy === 'scale' ? [[remedy.service, remedy.to]] : [])),
      [['backend', 3]],
    );
  });

  it('does not say what the machine has where that is not known', () => {
    const seen = observations([created(1, 'cannot allocate memory')], { machine: fail({ reason: 'timed-out' }) });
    const cause = first(only('not-starting', seen), 'machine-short');
    assert.deepEqual([cause.free, cause.fits, shows(cause)], [undefined, undefined, ['engine-said']]);
  });

  it('takes other services down to their baseline first', () => {
    const seen = observations([created(1, 'insufficient resources')]);
    const crowded = { ...seen.stack, services: seen.stack.services.map((service) => ({ ...service })) };
    const workers = crowded.services.find(({ name }) => name === 'pdf-worker') ?? assert.fail();
    const more = Array.from({ length: 9 }, (_, index) => ({
      ...(workers.replicas[0] ?? assert.fail()),
      id: `w${index}`,
    }));
    Object.assign(workers, { replicas: more });
    const cause = first(only('not-starting', { ...seen, stack: crowded }), 'machine-short');
    assert.deepEqual(cause.remedies[0], {
      remedy: 'scale',
      service: 'pdf-worker',
      title: 'PDF Worker',
      from: 9,
      to: 3,
    });
  });

  it('offers clean-ups for a full disk, as commands to read', () => {
    const cause = first(only('not-starting', observations([created(1, 'no space left on device')])), 'machine-short');
    assert.deepEqual(cleanUps(cause), ['build-cache', 'images', 'volumes']);
    assert.deepEqual(shows(cause), ['engine-said', 'machine-disk']);
  });

  it('shows what lies on a full disk for nothing, and offers no clean-up that would free none of it', () => {
    const use = { imagesBytes: 5e9, stoppedBytes: 2e6, volumesBytes: 0, buildCacheBytes: 0 };
    const full = observations([created(1, 'no space left on device')], { disk: ok(use) });
    const cause = first(only('not-starting', full), 'machine-short');
    assert.deepEqual(
      cause.evidence.slice(2).map(({ shows: kind, value }) => [kind, value]),
      [
        ['unused-images', 5e9],
        ['stopped-containers', 2e6],
      ],
    );
    assert.deepEqual(cleanUps(cause), ['images']);
    const told = observations([created(1, 'no space left on device')], {
      disk: ok({ ...use, volumesBytes: undefined }),
    });
    assert.deepEqual(cleanUps(first(only('not-starting', told), 'machine-short')), ['images', 'volumes']);
  });

  it('shows the last words of a program that ends by itself', () => {
    const seen = observations([
      {
        record: teamReplica('backend', 1, { state: 'restarting', health: 'none', exitCode: 3, restarts: 7 }),
        log: ['starting', 'config.json: unexpected token', ''],
      },
    ]);
    const cause = first(only('not-starting', seen), 'ends-by-itself');
    assert.equal(cause.exitCode, 3);
    assert.deepEqual(shows(cause), ['exit-code', 'restarts', 'log-line']);
    assert.equal(cause.evidence.at(-1)?.said, 'config.json: unexpected token');
  });

  it('names the program where a shell or an init does not find it', () => {
    const record = teamReplica('backend', 1, { state: 'exited', health: 'none', exitCode: 127 });
    const log = ['[FATAL tini (7)] exec no-such-program failed: No such file or directory'];
    const cause = first(only('not-starting', observations([{ record, log }])), 'program-missing');
    assert.equal(cause.program, 'no-such-program');
    first(only('not-starting', observations([{ record, log: ['bye'] }])), 'ends-by-itself');
  });

  it('shows the engine’s words where they are not known', () => {
    const cause = first(only('not-starting', observations([created(1, 'the moon is full')])), 'start-refused');
    assert.equal(cause.evidence[0]?.said, 'the moon is full');
  });
});
