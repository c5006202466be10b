import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  busyCpus,
  parseCpuTimes,
  parseDisk,
  parseLoad,
  parseMemory,
} from '../../../../../src/core/scaling/host/parseMachine.js';
import { cpuMs } from '../../../support/cpuMs.js';

const meminfo = `MemTotal:       24684084 kB
MemFree:        22365020 kB
MemAvailable:   24108568 kB
SwapTotal:             0 kB
`;
const stat = `cpu  1063366 1639 182842 1626988 3523 0 10475 265 0 0
cpu0 527563 824 88620 821416 995 0 4758 127 0 0
cpu1 535803 814 94222 805571 2528 0 5717 137 0 0
intr 93883 7 0 0 0
ctxt 1990473
`;
const df = `Filesystem           1024-blocks    Used Available Capacity Mounted on
overlay              264212084  29524512  76866400  28% /
`;

describe('parseMemory', () => {
  it('reads what programs can still get', () => {
    assert.deepEqual(parseMemory(meminfo), { total: 24684084 * 1024, available: 24108568 * 1024 });
  });

  const strange: readonly string[] = [
    '',
    'MemTotal: 1 kB\n',
    'MemTotal: 1000 kB\nMemAvailable: 1001 kB\n',
    'MemTotal: 0 kB\nMemAvailable: 0 kB\n',
    'MemTotal: -5 kB\nMemAvailable: -6 kB\n',
    'MemTotal: 1e9 kB\nMemAvailable: 1e8 kB\n',
    'MemTotal: 9999999999999999999999 kB\nMemAvailable: 1 kB\n',
    'xMemTotal: 10 kB\nxMemAvailable: 10 kB\n',
    'MemTotal: 10 MB\nMemAvailable: 10 MB\n',
  ];
  for (const text of strange)
    it(`does not believe ${JSON.stringify(text)}`, () => assert.equal(parseMemory(text), undefined));
});

describe('parseLoad', () => {
  it('reads the last minute, wherever the line stands', () => {
    assert.equal(parseLoad('3.31 2.22 1.19 8/146 16\n'), 3.31);
    assert.equal(parseLoad(`${meminfo}0.07 2.22 1.19 8/146 16\n${stat}`), 0.07);
  });

  for (const text of ['', '3.31', 'nan 1 1 1/1 1', '-1.00 2.22 1.19 8/146 16', '1 2 3 4/5 6'])
    it(`does not believe ${JSON.stringify(text)}`, () => assert.equal(parseLoad(text), undefined));
});

describe('parseCpuTimes and busyCpus', () => {
  it('read how many cores were busy between two moments', () => {
    const before = parseCpuTimes(stat);
    assert.deepEqual(before, { cpus: 2, busy: 1063366 + 1639 + 182842 + 10475 + 265, all: 2889098 });
    const after = parseCpuTimes(stat.replace('cpu  1063366', 'cpu  1063516').replace(' 1626988 ', ' 1627038 '));
    assert.equal(before && after && busyCpus(before, after), 1.5);
  });

  for (const text of [
    '',
    'cpu',
    'cpu  1 2 3\n',
    'cpu  1 2 3 x\n',
    'cpu  1 2 3 99999999999999999999\n',
    'cpus 1 2 3 4\n',
  ])
    it(`do not believe ${JSON.stringify(text)}`, () => assert.equal(parseCpuTimes(text), undefined));

  it('do not believe a clock that stands still, goes back, or is of another machine', () => {
    const at = (busy: number, all: number, cpus = 2) => ({ busy, all, cpus });
    assert.equal(busyCpus(at(10, 100), at(10, 100)), undefined);
    assert.equal(busyCpus(at(10, 100), at(5, 200)), undefined);
    assert.equal(busyCpus(at(10, 100), at(300, 200)), undefined);
    assert.equal(busyCpus(at(10, 100), at(20, 200, 4)), undefined);
    assert.equal(busyCpus(at(10, 100), at(60, 200)), 1);
  });
});

describe('parseDisk', () => {
  it('reads the line of the root', () => {
    assert.deepEqual(parseDisk(df), { total: 264212084 * 1024, free: 76866400 * 1024 });
    const withMore = `${df}/dev/sdb 5 1 4 20% /data\n`;
    assert.deepEqual(parseDisk(withMore), parseDisk(df));
    assert.deepEqual(parseDisk(df.replace('overlay', '/dev/my disk')), parseDisk(df));
  });

  for (const text of [
    '',
    '/dev/sda 5 1 4 20% /data\n',
    'x 5 1 6 20% /\n',
    'x 0 0 0 0% /\n',
    'x 5 -1 4 20% /\n',
    'x - - - - /\n',
  ])
    it(`does not believe ${JSON.stringify(text)}`, () => assert.equal(parseDisk(text), undefined));
});

describe('what is read of a machine', () => {
  it('is a plausible number or nothing, whatever a container prints, and at once', () => {
    const words = fc.constantFrom(
      'cpu ',
      'cpu0 ',
      'MemTotal: ',
      'MemAvailable: ',
      ' kB',
      '\n',
      ' ',
      '0',
      '7',
      '1.50',
      '/',
      '%',
      '-',
      'x',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 200 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (said) => {
        const memory = parseMemory(said);
        const disk = parseDisk(said);
        const times = parseCpuTimes(said);
        const load = parseLoad(said);
        for (const value of [memory?.total, memory?.available, disk?.total, disk?.free, times?.busy, times?.all, load])
          assert.ok(value === undefined || (Number.isFinite(value) && value >= 0));
        assert.ok(!memory || memory.available <= memory.total);
        assert.ok(!disk || disk.free <= disk.total);
      }),
    );
    const texts = [
      ' '.repeat(200_000),
      '1 '.repeat(100_000),
      `cpu ${'1 '.repeat(100_000)}x`,
      `${'9'.repeat(200_000)} /`,
    ];
    const tookMs = cpuMs(() => {
      for (const long of texts) for (const parse of [parseMemory, parseLoad, parseCpuTimes, parseDisk]) parse(long);
    });
    assert.ok(tookMs < 500, `${tookMs} ms`);
  });
});
