import assert from 'node:assert/strict';
import { hostRoomOf, isWholeRoom, withUseOfContainers } from '../../../../../src/core/scaling/host/hostRoomOf.js';
import { noTexts, type MachineTexts } from '../../../../../src/core/scaling/host/machineTexts.js';

const machine = { cpus: 2, memoryBytes: 1000 * 1024 };
const texts = (
  changes: Partial<MachineTexts> & { load?: number; total?: number; cores?: number } = {},
): MachineTexts => {
  const { load = 1, total = 1000, cores = 2 } = changes;
  const cpu = (busy: number, idle: number): string =>
    [`cpu ${busy} 0 0 ${idle} 0`, ...Array.from({ length: cores }, (_, index) => `cpu${index} 1 0 0 1`)].join('\n');
  return {
    files: `MemTotal: ${total} kB\nMemAvailable: 400 kB\n${load.toFixed(2)} 0.00 0.00 1/2 3\n${cpu(100, 100)}\n`,
    later: `${cpu(175, 125)}\n`,
    disk: 'overlay 900 100 700 13% /\n',
    ...changes,
  };
};

describe('hostRoomOf', () => {
  it('tells of memory, cores and disk', () => {
    assert.deepEqual(hostRoomOf(texts(), machine), {
      ...machine,
      busyCpus: 1,
      availableBytes: 400 * 1024,
      diskBytes: 900 * 1024,
      diskFreeBytes: 700 * 1024,
      problems: [],
    });
  });

  it('takes for busy what both the last second and the last minute show', () => {
    const busy = (load: number): number | undefined => hostRoomOf(texts({ load }), machine).busyCpus;
    assert.deepEqual([busy(0.25), busy(1.75), busy(9)], [0.25, 1.5, 1.5]);
  });

  it('does not believe a container that is shown less than the machine', () => {
    assert.equal(hostRoomOf(texts({ total: 500 }), machine).availableBytes, undefined);
    assert.equal(hostRoomOf(texts({ cores: 1 }), machine).busyCpus, undefined);
    assert.equal(hostRoomOf(texts({ total: 990 }), machine).availableBytes, 400 * 1024);
  });

  it('says of each part that it could not be told', () => {
    const nothing = hostRoomOf(noTexts, machine);
    assert.deepEqual(
      [nothing.availableBytes, nothing.busyCpus, nothing.diskFreeBytes, nothing.problems.length],
      [undefined, undefined, undefined, 3],
    );
    assert.deepEqual([isWholeRoom(nothing), isWholeRoom(hostRoomOf(texts(), machine))], [false, true]);
    assert.equal(hostRoomOf(texts({ disk: '' }), machine).problems.length, 1);
  });
});

describe('withUseOfContainers', () => {
  const use = { memoryBytes: 300 * 1024, cpus: 0.5 };

  it('leaves what the machine itself said', () => {
    const room = hostRoomOf(texts(), machine);
    assert.equal(withUseOfContainers(room, use), room);
  });

  it('is the most that can be free, and says so', () => {
    const room = withUseOfContainers(hostRoomOf(noTexts, machine), use);
    assert.deepEqual(
      [room.availableBytes, room.busyCpus, room.diskFreeBytes, room.atMost],
      [700 * 1024, 0.5, undefined, true],
    );
    assert.equal(room.problems.length, 3);
    const full = withUseOfContainers(hostRoomOf(noTexts, machine), { memoryBytes: 2000 * 1024, cpus: 5 });
    assert.deepEqual([full.availableBytes, full.busyCpus], [0, 2]);
  });
});
