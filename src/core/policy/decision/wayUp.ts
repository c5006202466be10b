import type { RunbookService } from '../../runbook/runbook.js';
import type { TargetRule } from '../../runbook/targetRule.js';
import { connectionLimit } from '../../runbook/connectionMetrics.js';
import type { Reason, Refusal } from '../decision.js';
import type { Combined } from '../target/combineTargets.js';
import { connectionGuard } from '../target/connectionGuard.js';
import { knownValue } from '../target/proposal.js';
import { rungStep } from '../target/rungStep.js';
import type { Cause } from './causes.js';
import type { DecisionInput } from './decisionInput.js';
import type { Symptom } from './decisionMemory.js';
import { scheduledUp } from './scheduled.js';
import { cut, type Step, type Way } from './step.js';
import { otherRemedy, sortedCauses } from './sortedCauses.js';
import { upReasons } from './upReasons.js';
import { countIn } from '../../operation/run/countIn.js';

export interface WayUp extends Way {
  /** Something asks for more, whether there is an answer or not: it is no time for fewer. */
  readonly asked: boolean;
  readonly symptom: Symptom | null;
}

/** A CPU this full does not show how much more it could be asked for, and so not whether an up was of use. */
const saturatedPercent = 95;

/** The rules' answer to the causes that replicas help against, cut by the maximum, the rung and the database's connections. */
export function wayUp(input: DecisionInput, causes: readonly Cause[], combined: Combined): WayUp {
  const { entry, replicas } = input;
  const events = scheduledUp(input);
  const tooFew = replicas < entry.min;
  if (causes.length === 0 && events.length === 0 && !tooFew)
    return { asked: false, step: undefined, refusals: [], symptom: null };

  const { helped, refusals } = sortedCauses(causes, input);
  const answered = entry.targets.length > 0 ? helped : [];
  const wanted = Math.max(
    replicas,
    entry.min,
    answered.length > 0 ? combined.replicas : 0,
    answered.some((cause) => asksForOneMore(cause, entry)) ? replicas + 1 : 0,
    ...events.map(({ counts }) => countIn(counts, entry.name) ?? 0),
  );
  if (wanted <= replicas)
    return {
      asked: true,
      step: undefined,
      refusals: [...refusals, ...whyNone(input, helped, combined)],
      symptom: null,
    };
  if (replicas >= entry.max) {
    const atMax: Refusal = { refusal: 'at-max', max: entry.max, until: undefined };
    return { asked: true, step: undefined, refusals: [atMax, ...refusals, ...restartAlone(answered)], symptom: null };
  }
  const capped = Math.min(wanted, entry.max);
  const rung = rungStep(replicas, capped, input.runbook.rungs);
  const unknownRoom = connectionsUnknown(input);
  if (unknownRoom) return { asked: true, step: undefined, refusals: [unknownRoom, ...refusals], symptom: null };
  const buffer = input.runbook.postgres?.connectionBuffer ?? 0;
  const guarded = connectionGuard(replicas, rung, capped, input.connections, buffer);
  const symptom = symptomOf(answered, capped);
  if (guarded.target <= replicas) {
    const blocked = guarded.refused ? [guarded.refused, otherRemedy('raise-connections')] : [];
    return { asked: true, step: undefined, refusals: [...blocked, ...refusals, ...restartAlone(answered)], symptom };
  }
  const cuts: Reason[] = [
    ...cut('min', replicas, tooFew && wanted === entry.min ? wanted : replicas),
    ...cut('max', wanted, capped),
    ...cut('rung', capped, rung),
    ...cut('connections', rung, guarded.target),
    ...(guarded.tight ? [guarded.tight] : []),
  ];
  const step: Step = {
    direction: 'up',
    target: guarded.target,
    restartFirst: answered.some(isRestart),
    urgent: answered.some(({ urgency }) => urgency === 'critical'),
    reasons: [...upReasons(input, answered, combined, events), ...cuts],
  };
  return { asked: true, step, refusals: [...(guarded.refused ? [guarded.refused] : []), ...refusals], symptom };
}

/** A replica that opens connections is not added to a database that does not say how many it has left. */
function connectionsUnknown({ runbook, entry, connections }: DecisionInput): Refusal | undefined {
  const isGuarded = runbook.postgres !== undefined && entry.connectionsPerReplica !== undefined;
  return isGuarded && !connections
    ? { refusal: 'signal-unknown', metric: connectionLimit, until: undefined }
    : undefined;
}

const isRestart = ({ row }: Cause): boolean => row?.action === 'restart-and-scale';

/** Where nothing can be added, the restart is left of "restart and scale". */
const restartAlone = (causes: readonly Cause[]): readonly Refusal[] =>
  causes.some(isRestart) ? [otherRemedy('restart-leak')] : [];

/**
 * Rules that count what there is to do know how many are enough for it, and while they cannot see it nobody does. Of anything else that
 * presses, the present count is too few.
 */
function asksForOneMore({ signal, urgency }: Cause, { targets }: RunbookService): boolean {
  if (urgency === 'held') return false;
  return targets.length > 0 && !targets.some((rule) => countedBy(rule) === signal.metric.id);
}

/** The metric that counts what there is to do. */
function countedBy(rule: TargetRule): string | undefined {
  switch (rule.rule) {
    case 'queue':
      return rule.waiting;
    case 'per':
      return rule.metric;
    case 'steps':
    case 'ratio':
      return undefined;
  }
}

function whyNone(input: DecisionInput, helped: readonly Cause[], { blind }: Combined): readonly Refusal[] {
  if (input.entry.targets.length === 0) return [{ refusal: 'no-target-rule', until: undefined }];
  if (helped.length === 0) return [];
  if (blind.length > 0) return blind.map((metric) => ({ refusal: 'signal-unknown', metric, until: undefined }));
  return [{ refusal: 'in-tolerance', until: undefined }];
}

/** By the most pressing cause it will be judged whether the step has helped. */
function symptomOf(causes: readonly Cause[], enough: number): Symptom | null {
  const signal = causes[0]?.signal;
  const value = knownValue(signal?.value);
  if (!signal || value === undefined) return null;
  const saturated = signal.metric.group === 'cpu' && signal.metric.unit === 'percent' && value >= saturatedPercent;
  return saturated ? null : { metric: signal.metric.id, serviceId: signal.serviceId, value, enough };
}
