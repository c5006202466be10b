import assert from 'node:assert/strict';
import { connectionsOf } from '../../../../src/core/policy/connectionsOf.js';
import type { History } from '../../../../src/core/policy/history.js';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { runbookService, type Runbook } from '../../../../src/core/runbook/runbook.js';

const minuteMs = 60_000;
const tauMs = 60 * minuteMs;
const read = (value: number, agoMs = 0): History => [{ tauMs: tauMs - agoMs, value }];
const known = { connectionLimit: read(100), foreignConnections: read(7) };
const of = (
  service: string,
  histories: Readonly<Record<string, History>> = known,
  runbook: Runbook = bundledRunbook,
): ReturnType<typeof connectionsOf> => connectionsOf(runbook, runbookService(runbook, service), histories, tauMs);

/** The bundled runbook, with more services that open connections. */
const withPools = (pools: Readonly<Record<string, number>>): Runbook => ({
  ...bundledRunbook,
  services: bundledRunbook.services.map((service) => ({
    ...service,
    connectionsPerReplica: pools[service.name] ?? service.connectionsPerReplica,
  })),
});

describe('the connections of a service', () => {
  it('are what the database allows, without the reserve and those of other databases', () => {
    assert.deepEqual(of('backend'), { limit: 100, reserved: 3, others: 7, perReplica: 50 });
  });

  it('leave room for the full pools of every other service at its most', () => {
    // Fifty workers with two connections each.
    const runbook = withPools({ 'pdf-worker': 2 });
    assert.equal(of('backend', known, runbook)?.others, 7 + 50 * 2);
    assert.equal(of('pdf-worker', known, runbook)?.others, 7 + 20 * 50);
  });

  it('are none of a service that opens none, of one that nobody knows, and without a database', () => {
    assert.equal(of('frontend'), undefined);
    assert.equal(of('redis'), undefined);
    assert.equal(of('backend', known, { ...bundledRunbook, postgres: undefined }), undefined);
  });

  it('are not known while either figure is not', () => {
    assert.equal(of('backend', {}), undefined);
    assert.equal(of('backend', { connectionLimit: read(100) }), undefined);
    assert.equal(of('backend', { foreignConnections: read(7) }), undefined);
    assert.equal(of('backend', { connectionLimit: [], foreignConnections: read(7) }), undefined);
  });

  it('hold for ten minutes after they were read, by the older of the two', () => {
    for (const [limitAgo, foreignAgo, isKnown] of [
      [10, 0, true],
      [0, 10, true],
      [10.1, 0, false],
      [0, 10.1, false],
    ] as const) {
      const histories = {
        connectionLimit: read(100, limitAgo * minuteMs),
        foreignConnections: read(7, foreignAgo * minuteMs),
      };
      assert.equal(of('backend', histories) !== undefined, isKnown, `${limitAgo} ${foreignAgo}`);
    }
  });

  it('are those that were read last', () => {
    const histories = {
      connectionLimit: [...read(100, minuteMs), ...read(500)],
      foreignConnections: [...read(40, minuteMs), ...read(0)],
    };
    assert.deepEqual([of('backend', histories)?.limit, of('backend', histories)?.others], [500, 0]);
  });
});
