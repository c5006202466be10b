import assert from 'node:assert/strict';
import { historyRows, type HistoryLook } from '../../../../src/view/rows/historyRows.js';
import type { Row } from '../../../../src/view/rows/row.js';
import type { Operation } from '../../../../src/core/operation/operation.js';
import { keptOf } from '../../../../src/core/verification/keptVerification.js';
import type { Verification } from '../../../../src/core/verification/verificationRun.js';
import { verificationOfRow } from '../../../../src/view/rows/verificationRows.js';
import { richVerification } from '../../support/richVerification.js';
import { checkOf, made, plannedCheck, verificationWith } from '../../support/verifications.js';
import type { Change } from '../../../../src/core/scaling/change.js';
import { begunAt, ended, operationOf, operationPlan, scaleStage } from '../../support/operations.js';

const hourMs = 3_600_000;

const nowhere: HistoryLook['live'] = { connection: { phase: 'idle' }, own: new Map() };
const rows = (
  operations: readonly Operation[],
  now = begunAt + hourMs,
  changes: readonly Change[] = [],
  live: HistoryLook['live'] = nowhere,
  verifications: readonly Verification[] = [],
): readonly Row[] => historyRows({ operations, changes, verifications }, { now, zone: 'UTC', user: 'ana', live });
const shape = (given: readonly Row[]): readonly unknown[] =>
  given.map(({ label, children, kind }) => (kind === 'day' ? [label, children.map((row) => row.label)] : label));
const only = (operation: Operation, now?: number, changes: readonly Change[] = []): Row => {
  const [first] = rows([operation], now, changes);
  const row = first?.kind === 'day' ? first.children[0] : first;
  assert.ok(row);
  return row;
};

const up = operationPlan([scaleStage(3, 6)]);
const done = (id = 'op-1', at = begunAt, plan = up): Operation =>
  operationOf(plan, [[41, ended('done', { worker: 6 })]], { operation: id, at });

describe('historyRows with verifications', () => {
  const verified = (...checks: readonly Parameters<typeof checkOf>[]): Operation => {
    const verification = keptOf(verificationWith(made(...checks.map((each) => checkOf(...each)))));
    assert.ok(verification);
    const told = { event: 'verified', verification } as const;
    return operationOf(up, [
      [41, ended('done', { worker: 6 })],
      [53, told],
    ]);
  };

  it('says of an operation that it is verified, or what keeps it from it', () => {
    assert.equal(only(verified(['replicas-healthy'])).description, '41 s · verified · 14:02 · you');
    assert.equal(only(verified(['replicas-healthy'])).icon, 'pass');
    const failed = only(verified(['replicas-healthy', 'fail'], ['health-url', 'fail'], ['alerts', 'unknown']));
    assert.equal(failed.description, '41 s · done, not verified: 2 checks failed · 14:02 · you');
    assert.equal(failed.icon, 'warning');
    const unknown = only(verified(['replicas-healthy'], ['health-url', 'unknown']));
    assert.equal(unknown.description, '41 s · done, not verified: 1 check could not be told · 14:02 · you');
  });

  it('has it under its operation, from where its report opens', () => {
    const row = only(verified(['replicas-healthy'], ['health-url', 'fail']));
    const under = row.children.find(({ kind }) => kind === 'verification');
    assert.deepEqual(
      [under?.label, under?.description, verificationOfRow(under?.id ?? '')],
      ['Not verified: 1 check failed', '1 of 2 required checks passed', 'v-1'],
    );
    assert.match(under?.contextValue ?? '', /^verification\b/);
  });

  it('has those that belong to no operation among the operations of their day, with what does not pass under them', () => {
    const alone = richVerification({ startedAt: begunAt + 60_000, endedAt: begunAt + 72_000 });
    const [day] = rows([done()], undefined, [], nowhere, [alone]);
    assert.deepEqual([day?.label, day?.description], ['Today', '1 operation · 1 verification']);
    const [row, operation] = day?.children ?? [];
    assert.deepEqual([row?.label, operation?.label], ['Verify shop', 'PDF Worker 3 → 6']);
    assert.equal(row?.description, 'not verified: 1 check failed · 12 s · 14:03 · you');
    assert.equal(verificationOfRow(row.id), 'v-1');
    assert.deepEqual(
      row.children.map(({ label, icon }) => [label, icon]),
      [
        ['PDF Worker: Every replica runs and is healthy', 'error'],
        ['Web: Requests reach every replica alike', 'question'],
        ['PDF Worker: Every replica has CPU to spare', 'warning'],
        ['No new alert fires', 'question'],
      ],
    );
  });

  it('has one that runs on top, and one of an operation only under it', () => {
    const running = verificationWith([{ phase: 'running', planned: plannedCheck('alerts', '') }], {
      id: 'v-2',
      endedAt: undefined,
    });
    const ofIt = richVerification({ request: { ...richVerification().request, operation: 'op-1' } });
    const all = rows([done()], undefined, [], nowhere, [running, ofIt]);
    assert.deepEqual(shape(all), ['Verify shop', ['Today', ['PDF Worker 3 → 6']]]);
    assert.equal(all[0]?.description, '0 of 1 check made · 14:02 · you');
    assert.equal(all[0].icon, 'sync~spin');
  });
});
