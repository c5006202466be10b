import assert from 'node:assert/strict';
import { cpusInSet } from '../../../../src/engine/containers/replicaLimits.js';
import { toContainerRecord } from '../../../../src/engine/containers/toContainerRecord.js';
import { recordedJson } from '../recorded/recorded.js';

/** A recorded answer with some parts replaced. */
function running(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return merge(recordedJson('inspect-running-1.45.json'), changes);
}

function merge(base: Record<string, unknown>, changes: Record<string, unknown>): Record<string, unknown> {
  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const merged = { ...base };
  for (const [key, value] of Object.entries(changes)) {
    const old = merged[key];
    merged[key] = isPlain(value) && isPlain(old) ? merge(old, value) : value;
  }
  return merged;
}

function recordOf(json: unknown) {
  const record = toContainerRecord(json);
  assert.ok(record);
  return record;
}

describe('toContainerRecord', () => {
  for (const version of ['1.41', '1.45']) {
    it(`reads a running replica as API ${version} tells it`, () => {
      const record = recordOf(recordedJson(`inspect-running-${version}.json`));
      const { containerId, imageId, configHash, createdAt, startedAt, ports, ...rest } = record;
      assert.match(containerId, /^[0-9a-f]{64}$/);
      assert.match(imageId, /^sha256:/);
      assert.match(configHash, /^[0-9a-f]{64}$/);
      assert.ok(createdAt > Date.parse('2020-01-01') && startedAt !== undefined && startedAt >= createdAt);
      assert.deepEqual(
        ports.filter((port) => port.hostIp === '0.0.0.0').map((port) => [port.containerPort, port.protocol]),
        [
          [3001, 'tcp'],
          [3002, 'tcp'],
        ],
      );
      assert.ok(ports.every((port) => (port.hostPort ?? 0) > 1024));
      assert.deepEqual(rest, {
        project: 'record',
        service: 'web',
        number: 1,
        oneOff: false,
        name: 'record-web-1',
        state: 'running',
        health: 'healthy',
        healthCheck: { intervalMs: 2000, timeoutMs: 1000, startPeriodMs: 3000, retries: 2 },
        stopTimeoutMs: undefined,
        restarts: 0,
        oomKilled: false,
        exitCode: undefined,
        error: '',
        image: 'scalebook-test/tiny:1',
        limits: { cpus: 0.5, memoryBytes: 64 * 1024 * 1024 },
        obstacles: {
          fixedHostPorts: [],
          customName: false,
          staticAddress: false,
          hostNetwork: false,
          namedVolumes: [],
          portRange: true,
        },
        origin: {
          workingDir: '/srv/record',
          configFiles: ['/srv/record/compose.yaml'],
          environmentFiles: [],
          composeVersion: '2.26.1',
          dependsOn: ['db'],
        },
      });
    });

    it(`reads an ended replica with every obstacle as API ${version} tells it`, () => {
      const record = recordOf(recordedJson(`inspect-exited-${version}.json`));
      assert.equal(record.state, 'exited');
      assert.equal(record.exitCode, 3);
      assert.equal(record.health, 'none');
      assert.equal(record.healthCheck, undefined);
      assert.deepEqual(record.limits, { cpus: 2, memoryBytes: undefined });
      assert.deepEqual(record.obstacles, {
        fixedHostPorts: [39110, 39111],
        customName: true,
        staticAddress: true,
        hostNetwork: false,
        namedVolumes: ['record_data'],
        portRange: false,
      });
    });
  }

  it("tells a container that never started, with the engine's words", () => {
    const error = 'Bind for 0.0.0.0:3001 failed: port is already allocated';
    const state = { Status: 'created', ExitCode: 128, Error: error, StartedAt: '0001-01-01T00:00:00Z' };
    const record = recordOf(running({ State: state }));
    assert.deepEqual([record.exitCode, record.error, record.startedAt], [128, error, undefined]);
    assert.equal(recordOf(running({ State: { ...state, Error: '', ExitCode: 0 } })).exitCode, undefined);
  });

  it("takes the engine's defaults for a health check that leaves them out, and none for a disabled one", () => {
    const check = (Healthcheck: unknown) => recordOf(running({ Config: { Healthcheck } })).healthCheck;
    const bare = { Test: ['CMD', 'true'], Interval: 0, Timeout: 0, StartPeriod: 0, Retries: 0 };
    assert.deepEqual(check(bare), { intervalMs: 30_000, timeoutMs: 30_000, startPeriodMs: 0, retries: 3 });
    assert.equal(check({ Test: ['NONE'] }), undefined);
    assert.equal(check(null), undefined);
  });

  it('knows how long a container may take to end', () => {
    const stopTimeoutMs = (StopTimeout: unknown) => recordOf(running({ Config: { StopTimeout } })).stopTimeoutMs;
    assert.deepEqual([0, 3, 300].map(stopTimeoutMs), [0, 3000, 300_000]);
    assert.deepEqual([null, -1, 'x', undefined].map(stopTimeoutMs), [undefined, undefined, undefined, undefined]);
  });

  it('knows every way to limit CPU', () => {
    const cpus = (HostConfig: Record<string, unknown>) =>
      recordOf(running({ HostConfig: { NanoCpus: 0, ...HostConfig } })).limits.cpus;
    assert.equal(cpus({ NanoCpus: 2_500_000_000 }), 2.5);
    assert.equal(cpus({ CpuQuota: 150_000, CpuPeriod: 50_000 }), 3);
    assert.equal(cpus({ CpuQuota: 50_000, CpuPeriod: 0 }), 0.5);
    assert.equal(cpus({ CpusetCpus: '0-2,5' }), 4);
    assert.equal(cpus({ NanoCpus: 4_000_000_000, CpusetCpus: '0,1' }), 2);
    assert.equal(cpus({ CpuQuota: -1 }), undefined);
    assert.equal(cpusInSet('nonsense,3-1'), 0);
  });

  it('sees obstacles, and none where there are none', () => {
    const obstacles = (changes: Record<string, unknown>) => recordOf(running(changes)).obstacles;
    const ports = (...hostPorts: string[]) =>
      obstacles({
        HostConfig: {
          PortBindings: {
            '1/tcp': hostPorts.map((HostPort) => ({ HostIp: '', HostPort })),
            '3001/tcp': null,
            '3002/tcp': null,
          },
        },
      });
    assert.deepEqual([ports('', '0').fixedHostPorts, ports('', '0').portRange], [[], false]);
    assert.deepEqual([ports('80', '443', '80').fixedHostPorts, ports('80').portRange], [[80, 443], false]);
    assert.deepEqual([ports('80-90').fixedHostPorts, ports('80-90').portRange], [[], true]);
    assert.equal(obstacles({ Name: '/record_web_1' }).customName, false);
    assert.equal(obstacles({ Name: '/0123456789ab_record-web-1' }).customName, false);
    assert.equal(obstacles({ Name: '/record-web-2' }).customName, true);
    assert.equal(obstacles({ HostConfig: { NetworkMode: 'host' } }).hostNetwork, true);
    assert.equal(
      obstacles({ NetworkSettings: { Networks: { n: { IPAMConfig: { IPv6Address: 'fd00::5' } } } } }).staticAddress,
      true,
    );
  });

  it('marks one-offs, which have a name and a number of another kind', () => {
    const labels = { 'com.docker.compose.oneoff': 'True' };
    const record = recordOf(running({ Name: '/record-web-run-0123456789ab', Config: { Labels: labels } }));
    assert.deepEqual([record.oneOff, record.obstacles.customName], [true, false]);
  });

  it('knows no file behind a definition that came from standard input', () => {
    const label = (value: string) =>
      recordOf(running({ Config: { Labels: { 'com.docker.compose.project.config_files': value } } })).origin
        .configFiles;
    assert.deepEqual(label('-'), []);
    assert.deepEqual(label('/a.yaml,/b.yaml'), ['/a.yaml', '/b.yaml']);
  });

  it('does without what an engine leaves out or tells otherwise', () => {
    const record = recordOf(
      running({
        Mounts: null,
        NetworkSettings: 'gone',
        RestartCount: null,
        Image: 5,
        Created: 'never',
        HostConfig: { Memory: 'x' },
      }),
    );
    assert.deepEqual([record.ports, record.restarts, record.imageId, record.createdAt], [[], 0, '', 0]);
  });

  it("knows no files of a project on another machine's share, where looking for one would log in there", () => {
    const named = (name: string, value: string) =>
      recordOf(running({ Config: { Labels: { [`com.docker.compose.project.${name}`]: value } } })).origin;
    for (const share of ['\\\\evil.example\\share\\x', '//evil.example/share/x', '\\\\?\\UNC\\evil\\x', '/\\evil\\x'])
      for (const [name, value] of [
        ['working_dir', share],
        ['config_files', `/srv/compose.yaml,${share}`],
        ['environment_file', share],
      ] as const) {
        const { workingDir, configFiles, environmentFiles } = named(name, value);
        assert.deepEqual([workingDir, configFiles, environmentFiles], ['', [], []], `${name} ${share}`);
      }
    for (const here of ['/srv/a', 'C:\\a', '\\\\wsl$\\Debian\\srv', '\\\\wsl.localhost\\Debian\\srv'])
      assert.equal(named('working_dir', here).workingDir, here);
  });

  it('rejects what is no container of Compose or makes no sense', () => {
    const label = (name: string, value: string) =>
      running({ Config: { Labels: { [`com.docker.compose.${name}`]: value } } });
    for (const broken of [
      undefined,
      'text',
      [],
      {},
      running({ Id: '../../etc' }),
      running({ State: { Status: 'sleeping' } }),
      running({ State: { Status: 'toString' } }),
      running({ Config: null }),
      label('project', ''),
      label('service', ''),
      label('container-number', 'one'),
    ]) {
      assert.equal(toContainerRecord(broken), undefined);
    }
  });
});
