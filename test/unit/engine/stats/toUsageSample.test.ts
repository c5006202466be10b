import assert from 'node:assert/strict';
import { toUsageSample } from '../../../../src/engine/stats/toUsageSample.js';
import { recordedJson } from '../recorded/recorded.js';

const answer = (changes: Record<string, unknown>): Record<string, unknown> => ({
  ...recordedJson('stats-running-1.45.json'),
  ...changes,
});

describe('toUsageSample', () => {
  for (const version of ['1.41', '1.45']) {
    it(`reads the statistics of API ${version}`, () => {
      const sample = toUsageSample(recordedJson(`stats-running-${version}.json`));
      assert.ok(sample?.systemNs !== undefined && sample.memoryBytes !== undefined);
      assert.ok(sample.readAt > Date.parse('2020-01-01'));
      assert.ok(sample.cpuNs > 0 && sample.systemNs > sample.cpuNs);
      assert.equal(sample.onlineCpus, 2);
      assert.ok(sample.memoryBytes > 0 && sample.memoryBytes < 64 * 1024 * 1024);
      assert.equal(sample.memoryLimitBytes, 64 * 1024 * 1024);
      assert.ok(sample.networkBytes !== undefined && sample.networkBytes > 0);
    });

    it(`leaves out a stopped container of API ${version}`, () => {
      assert.equal(toUsageSample(recordedJson(`stats-exited-${version}.json`)), undefined);
    });
  }

  it('subtracts the cache that the kernel can take back, on both kinds of cgroup', () => {
    const used = (memory_stats: unknown) => toUsageSample(answer({ memory_stats }))?.memoryBytes;
    assert.equal(used({ usage: 1000, limit: 5000, stats: { total_inactive_file: 300, inactive_file: 10 } }), 700);
    assert.equal(used({ usage: 1000, limit: 5000, stats: { inactive_file: 400 } }), 600);
    assert.equal(used({ usage: 1000, limit: 5000, stats: { inactive_file: 1000 } }), 1000);
    assert.equal(used({ usage: 1000 }), 1000);
    assert.equal(used({}), undefined);
    assert.equal(used(null), undefined);
  });

  it('counts what went over all networks, and nothing where there is none to count', () => {
    const bytes = (networks: unknown) => toUsageSample(answer({ networks }))?.networkBytes;
    assert.equal(bytes({ eth0: { rx_bytes: 10, tx_bytes: 5 }, eth1: { rx_bytes: 100, tx_bytes: 0 } }), 115);
    assert.equal(bytes({ eth0: { rx_bytes: 0, tx_bytes: 0 } }), 0);
    for (const none of [undefined, null, {}, 'eth0', { eth0: null }, { eth0: { rx_bytes: -1, tx_bytes: 2 } }])
      assert.equal(bytes(none), undefined);
  });

  it('reads Windows, which counts in 100 ns and tells no system time', () => {
    const sample = toUsageSample({
      read: '2026-01-01T00:00:00Z',
      num_procs: 4,
      cpu_stats: { cpu_usage: { total_usage: 50, percpu_usage: null } },
      memory_stats: { privateworkingset: 900, commitbytes: 1 },
    });
    assert.deepEqual(sample, {
      readAt: Date.parse('2026-01-01T00:00:00Z'),
      cpuNs: 5000,
      systemNs: undefined,
      onlineCpus: 4,
      memoryBytes: 900,
      memoryLimitBytes: undefined,
      networkBytes: undefined,
    });
  });

  it('counts CPUs where the engine does not', () => {
    const cpu_stats = { cpu_usage: { total_usage: 1, percpu_usage: [1, 2, 3] }, system_cpu_usage: 9 };
    assert.equal(toUsageSample(answer({ cpu_stats }))?.onlineCpus, 3);
  });

  it('takes nothing that is no statistics', () => {
    for (const broken of [undefined, null, 'x', {}, answer({ read: 'soon' }), answer({ cpu_stats: {} })]) {
      assert.equal(toUsageSample(broken), undefined);
    }
  });
});
