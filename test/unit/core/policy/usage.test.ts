import assert from 'node:assert/strict';
import fc from 'fast-check';
import { usageBetween } from '../../../../src/core/policy/usage.js';
import type { UsageSample } from '../../../../src/core/policy/usageSample.js';

const gib = 1024 ** 3;
const host = { cpus: 4, memoryBytes: 16 * gib };
const noLimits = { cpus: undefined, memoryBytes: undefined };
const secondNs = 1e9;

const start: UsageSample = {
  readAt: 1_000_000,
  cpuNs: 50 * secondNs,
  systemNs: 4000 * secondNs,
  onlineCpus: 4,
  memoryBytes: 512 * 1024 ** 2,
  memoryLimitBytes: host.memoryBytes,
  networkBytes: undefined,
};

/** Ten seconds later, `cores` of the four having been busy for it. */
const after = (cores: number, changes: Partial<UsageSample> = {}): UsageSample => ({
  ...start,
  readAt: start.readAt + 10_000,
  cpuNs: start.cpuNs + cores * 10 * secondNs,
  systemNs: (start.systemNs ?? 0) + 4 * 10 * secondNs,
  ...changes,
});

const cpuOf = (cores: number, cpus: number | undefined, changes: Partial<UsageSample> = {}): number | undefined =>
  usageBetween(start, after(cores, changes), { ...noLimits, cpus }, host).cpuPercent;

describe('usage', () => {
  const vectors: readonly (readonly [cores: number, limit: number | undefined, percent: number | undefined])[] = [
    [1.7, 2, 85],
    [1.7, undefined, 42.5],
    [3.4, undefined, 85],
    [0.5, 0.5, 100],
    [9, 2, undefined],
    [-1, 2, undefined],
    [0, 2, 0],
  ];
  for (const [cores, limit, percent] of vectors) {
    it(`reads ${cores} busy cores of a ${limit ?? 'missing'} limit as ${percent ?? 'missing'}`, () => {
      const found = cpuOf(cores, limit);
      if (percent === undefined) assert.equal(found, undefined);
      else assert.ok(found !== undefined && Math.abs(found - percent) < 1e-9, String(found));
    });
  }

  it('knows no CPU from one sample, but memory', () => {
    const usage = usageBetween(undefined, start, noLimits, host);
    assert.equal(usage.cpuPercent, undefined);
    assert.equal(usage.memoryBytes, 512 * 1024 ** 2);
    assert.equal(usage.memoryPercent, 3.125);
  });

  it('takes wall time for the clock where the engine tells no machine time, as on Windows', () => {
    const windows = { systemNs: undefined };
    const found = usageBetween({ ...start, ...windows }, after(1.7, windows), { ...noLimits, cpus: 2 }, host);
    assert.ok(found.cpuPercent !== undefined && Math.abs(found.cpuPercent - 85) < 1e-9);
    // One sample with machine time is not enough to use it.
    const mixed = usageBetween(start, after(1.7, windows), { ...noLimits, cpus: 2 }, host);
    assert.ok(mixed.cpuPercent !== undefined && Math.abs(mixed.cpuPercent - 85) < 1e-9);
  });

  it('knows no CPU when no time has passed, or time has run back', () => {
    for (const systemNs of [start.systemNs, (start.systemNs ?? 0) - 1])
      assert.equal(cpuOf(1, 2, { systemNs }), undefined);
    const windows = { ...start, systemNs: undefined };
    for (const readAt of [start.readAt, start.readAt - 1]) {
      const later = { ...after(1), systemNs: undefined, readAt };
      assert.equal(usageBetween(windows, later, noLimits, host).cpuPercent, undefined);
    }
  });

  it('knows no CPU of a limit or a machine of no CPUs', () => {
    assert.equal(cpuOf(1, 0), undefined);
    assert.equal(usageBetween(start, after(1), noLimits, { ...host, cpus: 0 }).cpuPercent, undefined);
  });

  it('lets a reading pass up to 125 % of what the machine can give, and none above', () => {
    const full = cpuOf(5, undefined);
    assert.ok(full !== undefined && Math.abs(full - 125) < 1e-9);
    assert.equal(cpuOf(5.001, undefined), undefined);
  });

  it('measures memory by the container limit, else by what the engine applies, else by the machine', () => {
    const percent = (memoryBytes: number | undefined, memoryLimitBytes: number | undefined): number | undefined =>
      usageBetween(undefined, { ...start, memoryLimitBytes }, { cpus: undefined, memoryBytes }, host).memoryPercent;
    assert.equal(percent(gib, 16 * gib), 50);
    assert.equal(percent(undefined, 2 * gib), 25);
    assert.equal(percent(undefined, undefined), 3.125);
    assert.equal(percent(0, undefined), undefined);
  });

  it('does not take missing memory for none', () => {
    const usage = usageBetween(start, after(1, { memoryBytes: undefined }), noLimits, host);
    assert.equal(usage.memoryBytes, undefined);
    assert.equal(usage.memoryPercent, undefined);
    assert.equal(usage.cpuPercent, 25);
  });

  it('never gives a negative or impossible percentage, whatever the counters say', () => {
    const counter = fc.double({ min: 0, max: 1e15, noNaN: true });
    const sample = fc.record<UsageSample>({
      readAt: fc.double({ min: 0, max: 1e13, noNaN: true }),
      cpuNs: counter,
      systemNs: fc.option(counter, { nil: undefined }),
      onlineCpus: fc.integer({ min: 1, max: 256 }),
      memoryBytes: fc.option(counter, { nil: undefined }),
      memoryLimitBytes: fc.option(counter, { nil: undefined }),
      networkBytes: fc.option(counter, { nil: undefined }),
    });
    const limits = fc.record({
      cpus: fc.option(fc.double({ min: 0.01, max: 4, noNaN: true }), { nil: undefined }),
      memoryBytes: fc.option(counter, { nil: undefined }),
    });
    fc.assert(
      fc.property(sample, sample, limits, (earlier, later, allowed) => {
        const { cpuPercent, memoryPercent } = usageBetween(earlier, later, allowed, host);
        const most = (host.cpus * 1.25 * 100) / (allowed.cpus ?? host.cpus);
        assert.ok(cpuPercent === undefined || (cpuPercent >= 0 && cpuPercent <= most * (1 + 1e-9)));
        assert.ok(memoryPercent === undefined || memoryPercent >= 0);
      }),
    );
  });
});
