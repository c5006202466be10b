import { causeOf, type Cause } from '../cause.js';
import type { Statement } from '../databaseSeen.js';
import { evidence, type Evidence } from '../evidence.js';
import { known, type Observations } from '../observations.js';
import type { Remedy } from '../remedy.js';
import { alarms } from '../slowness.js';
import { titleOf } from '../../runbook/runbook.js';

/** As long as the runbook lets an answer take at its worst. */
const slowStatementMs = 5000;
const shown = 3;

/** Statements that take long, or wait for one another; the runbook's own figures of the database. */
export function slowDatabase(seen: Observations): readonly Cause[] {
  const activity = known(seen.statements);
  const slow = (activity?.statements ?? []).filter(({ ageMs }) => ageMs >= slowStatementMs);
  const waiting = slow.filter(({ blockedBy }) => blockedBy.length > 0);
  const working = slow.filter(({ blockedBy }) => blockedBy.length === 0);
  const found = [...locks(waiting, seen), ...slowOnes(working, waiting, seen)];
  return found.length > 0 ? found : busy(seen);
}

function slowOnes(slow: readonly Statement[], waiting: readonly Statement[], seen: Observations): readonly Cause[] {
  // The one that the others wait for is told of with them.
  const held = new Set(waiting.flatMap(({ blockedBy }) => blockedBy));
  const own = slow.filter(({ pid }) => !held.has(pid));
  const [first] = own;
  if (!first) return [];
  return [
    causeOf({ cause: 'slow-statements', count: own.length, longestMs: first.ageMs }, 'likely', {
      replicas: [],
      evidence: own.slice(0, shown).map(shownStatement),
      remedies: ofDatabase(seen),
    }),
  ];
}

function locks(waiting: readonly Statement[], seen: Observations): readonly Cause[] {
  const [first] = waiting;
  if (!first) return [];
  const waiters = new Set(waiting.map(({ pid }) => pid));
  // The one at the head of the queue waits for nobody that waits.
  const holder = waiting.flatMap(({ blockedBy }) => blockedBy).find((pid) => !waiters.has(pid));
  const finding = { cause: 'waiting-for-locks', count: waiting.length, longestMs: first.ageMs, holder } as const;
  return [
    causeOf(finding, 'certain', {
      replicas: [],
      evidence: [
        ...waiting
          .slice(0, shown)
          .map((statement) => ({ ...shownStatement(statement), shows: 'statement-waits' as const })),
        ...holderOf(holder, seen),
      ],
      remedies: ofDatabase(seen),
    }),
  ];
}

function holderOf(pid: number | undefined, { statements }: Observations): readonly Evidence[] {
  const activity = known(statements);
  const idle = activity?.idleTransactions.find((each) => each.pid === pid);
  if (idle)
    return [
      evidence('statements', 'idle-transaction', `${idle.pid}`, { value: idle.ageMs, unit: 'ms', said: idle.by }),
    ];
  const running = activity?.statements.find((each) => each.pid === pid);
  return running ? [shownStatement(running)] : [];
}

const shownStatement = ({ pid, ageMs, text }: Statement): Evidence =>
  evidence('statements', 'statement', `${pid}`, { value: ageMs, unit: 'ms', bound: slowStatementMs, said: text });

function busy(seen: Observations): readonly Cause[] {
  const told = alarms(seen, ['database']);
  return told.length === 0
    ? []
    : [
        causeOf({ cause: 'database-busy' }, 'likely', {
          replicas: [],
          evidence: told.slice(0, shown),
          remedies: ofDatabase(seen),
        }),
      ];
}

function ofDatabase({ runbook }: Observations): readonly Remedy[] {
  const service = runbook.postgres?.service;
  return service === undefined ? [] : [{ remedy: 'open-logs', service, title: titleOf(runbook, service) }];
}
