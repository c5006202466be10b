import assert from 'node:assert/strict';
import { measure } from '../../../../../src/app/operations/run/measure.js';
import type { Measured } from '../../../../../src/core/operation/run/measured.js';
import type { LiveState } from '../../../../../src/core/live/liveState.js';
import { buildSnapshot } from '../../../../../src/core/stack/snapshot.js';
import { emptySnapshot } from '../../../../../src/core/stack/stack.js';
import { containerRecord } from '../../../support/containerRecord.js';
import { policiesOf } from '../../../support/policies.js';
import { swarmRecord } from '../../../support/swarms.js';
import { signalOf, decisionOf } from '../../../support/signals.js';
import { liveState, now, reading, readingsOf, replicas, teamRecords } from '../../../support/stacks.js';

const stackId = 'compose:team';
const figureOf = (measured: Measured, service: string, metric: string): unknown => {
  const found = measured.services
    .find((each) => each.service === service)
    ?.figures.find((each) => each.metric === metric);
  return found && [found.value, found.unit, found.level];
};
const team = [...replicas('backend', 2, { project: 'team' }), containerRecord('postgres', 1, { project: 'team' })];

describe('measuring a stack', () => {
  it("has every service with its counts, level and figures, the runbook's first", () => {
    const measured = measure(liveState(teamRecords()), stackId, undefined, now);
    assert.equal(measured.at, now);
    assert.deepEqual(
      measured.services.map(({ title, replicas: count, ready, level }) => [title, count, ready, level]),
      [
        ['Frontend', 1, 1, 'normal'],
        ['Backend', 1, 1, 'normal'],
        ['PDF Worker', 3, 3, 'normal'],
        ['postgres', 1, 1, 'normal'],
        ['redis', 1, 1, 'normal'],
      ],
    );
    assert.deepEqual(figureOf(measured, 'backend', 'cpuAverage'), [20, 'percent', 'normal']);
    assert.deepEqual(figureOf(measured, 'pdf-worker', 'jobsWaiting'), [undefined, 'jobs', 'unknown']);
    const { figures } = measured.services[2] ?? { figures: [] };
    const demands = figures.filter(({ isDemand }) => isDemand).map(({ metric }) => metric);
    assert.ok(demands.includes('jobsWaiting') && !demands.includes('cpuAverage'), demands.join());
    assert.equal(new Set(figures.map(({ metric }) => metric)).size, figures.length);
  });

  it('keeps to the services that are asked for', () => {
    const measured = measure(liveState(teamRecords()), stackId, ['redis', 'backend', 'nobody'], now);
    assert.deepEqual(
      measured.services.map(({ service }) => service),
      ['backend', 'redis'],
    );
  });

  it('counts what is there and what of it is ready', () => {
    const records = [...team, containerRecord('backend', 3, { project: 'team', health: 'unhealthy' })];
    const [backend] = measure(liveState(records), stackId, ['backend'], now).services;
    assert.deepEqual([backend?.replicas, backend?.ready, backend?.level], [3, 2, 'warning']);
  });

  it('takes the worst of several rules on one metric, leaving out those without evidence', () => {
    const signals = [
      signalOf('cpu-average', 84, { level: 'critical' }),
      signalOf('cpu-sustained', 84, { level: 'unknown', evidence: 'sparse' }),
    ];
    assert.equal(signals[0]?.metric, signals[1]?.metric);
    const policies = new Map([
      ['compose:team/backend', { signals, decision: decisionOf(), againstFewer: [], decidedAt: now }],
    ]);
    const measured = measure(liveState(team, { policies }), stackId, undefined, now);
    assert.deepEqual(figureOf(measured, 'backend', 'cpuAverage'), [84, 'percent', 'critical']);
  });

  it('takes a figure by its bounds for what it is now, though its rule asks for longer, and by its level for no more', () => {
    const signals = [
      signalOf('cpu-average', 50),
      signalOf('cpu-sustained', 84, { level: 'unknown', evidence: 'sparse', phase: 'pending-critical' }),
      signalOf('memory-average', 70, { level: 'critical', phase: 'recovering' }),
    ];
    const policies = new Map([
      ['compose:team/backend', { signals, decision: decisionOf(), againstFewer: [], decidedAt: now }],
    ]);
    const state = liveState(team, { policies });
    const [byLevels, byBounds] = (['levels', 'bounds'] as const).map((by) =>
      measure(state, stackId, ['backend'], now, by),
    );
    assert.ok(byLevels && byBounds);
    const of = (measured: Measured): unknown => [
      measured.services[0]?.level,
      ...(measured.services[0]?.figures.map(({ level }) => level) ?? []),
    ];
    assert.deepEqual(of(byLevels), ['critical', 'normal', 'critical']);
    assert.deepEqual(of(byBounds), ['critical', 'critical', 'critical']);
    const calm = liveState(team, {
      policies: new Map([
        ['compose:team/backend', { ...policies.get('compose:team/backend'), signals: signals.slice(0, 2) } as never],
      ]),
    });
    assert.deepEqual(of(measure(calm, stackId, ['backend'], now)), ['normal', 'normal']);
    assert.deepEqual(of(measure(calm, stackId, ['backend'], now, 'bounds')), ['critical', 'critical']);
  });

  it('keeps an alarm while readings are late, and not the value; what was normal is unknown then', () => {
    const signals = [
      signalOf('cpu-average', 84, { level: 'critical', evidence: 'stale' }),
      signalOf('memory-average', 20, { evidence: 'stale' }),
    ];
    const policies = new Map([
      ['compose:team/backend', { signals, decision: decisionOf(), againstFewer: [], decidedAt: now }],
    ]);
    const measured = measure(liveState(team, { policies }), stackId, undefined, now);
    assert.deepEqual(figureOf(measured, 'backend', 'cpuAverage'), [undefined, 'percent', 'critical']);
    assert.deepEqual(figureOf(measured, 'backend', 'memoryAverage'), [undefined, 'percent', 'unknown']);
  });

  it('knows no level once nobody has looked for a while', () => {
    const state = liveState(team, { readings: readingsOf(team, reading(20)) });
    const levels = (at: number): readonly string[] =>
      measure(state, stackId, ['backend'], at).services.map(({ level }) => level);
    assert.deepEqual([levels(now), levels(now + 60_000)], [['normal'], ['unknown']]);
  });

  it('is of no services where there is no such stack, or no snapshot', () => {
    assert.deepEqual(measure(liveState(team), 'compose:other', undefined, now), { at: now, services: [] });
    for (const snapshot of [undefined, emptySnapshot])
      assert.deepEqual(measure(liveState(team, { snapshot }), stackId, undefined, now).services, []);
  });

  it('tells of a Swarm whether a level is unknown for what other nodes do not tell, or for more', () => {
    const snapshot = buildSnapshot([], emptySnapshot, swarmRecord());
    const elsewhere = (policies: LiveState['policies']): unknown => {
      const [web] = measure(liveState([], { snapshot, policies }), 'swarm:shop', undefined, now).services;
      return [web?.level, web?.isElsewhere];
    };
    const readings = new Map([['swarm:shop/web#1', reading(40)]]);
    const state = liveState([], { snapshot, readings });
    assert.deepEqual(elsewhere(policiesOf(state, now)), ['unknown', true]);
    const policy = policiesOf(state, now).get('swarm:shop/web');
    assert.ok(policy);
    const [first] = policy.signals;
    assert.ok(first);
    const other = { ...first, rule: { ...first.rule, required: true }, level: 'unknown' as const };
    const probed = { ...other, metric: { ...first.metric, sources: [{ from: 'probe', figure: 'p95' }] as const } };
    assert.deepEqual(elsewhere(new Map([['swarm:shop/web', { ...policy, signals: [probed] }]])), [
      'unknown',
      undefined,
    ]);
  });
});
