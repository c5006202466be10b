import assert from 'node:assert/strict';
import { longestSaying } from '../../../../src/core/verification/fact.js';
import { toContainerDetails } from '../../../../src/engine/diagnosis/containerDetails.js';
import { recordedJson } from '../recorded/recorded.js';

const id = 'a'.repeat(64);

/** As an engine answers of a container whose health check fails. */
const sick = (changes: object = {}): object => ({
  Id: id,
  RestartCount: 2,
  State: {
    ...{ Status: 'running', Running: true, Restarting: false, OOMKilled: false, ExitCode: 0, Error: '' },
    ...{ StartedAt: '2026-11-26T08:45:39.1Z', FinishedAt: '0001-01-01T00:00:00Z' },
    Health: {
      Status: 'unhealthy',
      FailingStreak: 7,
      Log: [
        {
          Start: '2026-11-26T08:45:42.25Z',
          End: '2026-11-26T08:45:42.35Z',
          ExitCode: 127,
          Output: '/bin/sh: nosuchprog: not found\n\u001b[31m',
        },
      ],
    },
    ...changes,
  },
  Config: { Healthcheck: { Test: ['CMD-SHELL', 'nosuchprog -f'] } },
  NetworkSettings: {
    Networks: {
      a: { IPAddress: '172.18.0.5', GlobalIPv6Address: '' },
      b: { IPAddress: '10.1.0.2', GlobalIPv6Address: 'fd00::2' },
    },
  },
});

describe('toContainerDetails', () => {
  it('reads the health check’s results, ends and addresses', () => {
    assert.deepEqual(toContainerDetails(sick()), {
      containerId: id,
      addresses: ['172.18.0.5', '10.1.0.2', 'fd00::2'],
      oomKilled: false,
      exitCode: undefined,
      error: '',
      restarts: 2,
      startedAt: Date.UTC(2026, 10, 26, 8, 45, 39, 100),
      finishedAt: undefined,
      probe: ['nosuchprog -f'],
      failingStreak: 7,
      probes: [
        {
          at: Date.UTC(2026, 10, 26, 8, 45, 42, 250),
          tookMs: 100,
          exitCode: 127,
          said: '/bin/sh: nosuchprog: not found [31m',
        },
      ],
    });
  });

  it('knows an end, and one that is about to be started again', () => {
    const ended = { Running: false, ExitCode: 137, OOMKilled: true, FinishedAt: '2026-11-26T08:46:00Z' };
    const details = toContainerDetails(sick(ended));
    assert.deepEqual([details?.exitCode, details?.oomKilled], [137, true]);
    assert.equal(toContainerDetails(sick({ Running: true, Restarting: true, ExitCode: 1 }))?.exitCode, 1);
  });

  it('reads what real engines answered', () => {
    for (const version of ['1.41', '1.45']) {
      const details = toContainerDetails(recordedJson(`inspect-running-${version}.json`));
      assert.equal(details?.exitCode, undefined, version);
      assert.ok((details?.startedAt ?? 0) > 0, version);
      assert.equal(
        typeof toContainerDetails(recordedJson(`inspect-exited-${version}.json`))?.exitCode,
        'number',
        version,
      );
    }
  });

  it('bounds what was said, and leaves out what makes no sense', () => {
    const entry = { Start: '2026-11-26T08:45:42Z', End: '2026-11-26T08:45:42Z', ExitCode: 1, Output: 'x'.repeat(5000) };
    const details = toContainerDetails(
      sick({
        Error: 'y'.repeat(5000),
        Health: { FailingStreak: 1, Log: [entry, null, { ...entry, Start: 'never' }, 'no'] },
      }),
    );
    assert.equal(details?.probes.length, 1);
    assert.ok((details.probes[0]?.said.length ?? 0) <= longestSaying && details.error.length <= longestSaying);
    for (const answer of [undefined, null, {}, [], { Id: id }]) assert.equal(toContainerDetails(answer), undefined);
  });
});
