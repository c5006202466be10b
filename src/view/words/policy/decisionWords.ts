import type { Decision, DecisionState, Recommendation } from '../../../core/policy/decision.js';
import type { Runbook } from '../../../core/runbook/runbook.js';
import { titleOf } from '../../../core/runbook/runbook.js';
import { oneLine } from '../../markdown.js';
import type { ServiceStatus } from '../../../core/policy/serviceStatus.js';
import { count, duration } from '../../figures.js';
import { signalText } from './metricWords.js';
import { reasonText } from './reasonWords.js';
import { refusalText } from '../operation/refusalWords.js';

export const stateTitles = {
  steady: 'Steady',
  watching: 'Watching',
  prepare: 'Prepare to scale',
  'scale-proactively': 'Scale proactively',
  'scale-now': 'Scale now',
  'scale-down-possible': 'Scale down possible',
} as const satisfies Record<DecisionState, string>;

/** `scale to 6`; `restart, then 6`. Short enough for a row. */
export const shortRecommendation = ({ target, from, restartFirst }: Recommendation): string => {
  if (restartFirst) return target === from ? 'restart' : `restart, then ${target}`;
  return `scale to ${target}`;
};

/** The same where it is one of several facts: `recommended: 6`, `recommended: restart`. */
export const recommendedWords = ({ target, from, restartFirst }: Recommendation): string =>
  restartFirst ? `recommended: restart${target === from ? '' : `, then ${target}`}` : `recommended: ${target}`;

/** What a button does that carries out a recommendation. */
export const recommendationVerb = ({ target, restartFirst }: Recommendation): string =>
  restartFirst ? 'Restart' : `Scale to ${target}`;

/** How many rules on a service have nothing to go by. */
export const unknownRules = ({ signals }: Pick<ServiceStatus, 'signals'>): number =>
  signals.filter(({ level }) => level === 'unknown').length;

/** `Scale PDF Worker to 6 now: 263 waiting jobs (> 200).` */
export function decisionSentence(
  service: string,
  decision: Decision,
  runbook: Runbook,
  now: number,
  unknown = 0,
): string {
  const title = oneLine(titleOf(runbook, service));
  const { state, recommendation, cause, forMs } = decision;
  const why = firstReason(decision, runbook, now);
  if (recommendation) return `${verb(recommendation, state, title)}${why ? `: ${why}` : ''}.`;
  const refusal = decision.refusals[0];
  const but = refusal ? ` Nothing is recommended: ${refusalText(refusal, runbook, now)}.` : '';
  const held = forMs >= 60_000 ? `, for ${duration(forMs)}` : '';
  const because = cause ? `: ${signalText(cause)}` : '';
  switch (state) {
    case 'steady':
    case 'scale-down-possible':
      return unknown === 0
        ? `${title} needs no change.`
        : `${title} needs no change by what is known; ${count(unknown, 'rule')} ${unknown === 1 ? 'is' : 'are'} without a figure.`;
    case 'watching':
      return `Watch ${title}${because}${held}.`;
    case 'prepare':
      return `Prepare to scale ${title}${because}${held}.${but}`;
    case 'scale-proactively':
    case 'scale-now':
      return cause?.phase === 'recovering'
        ? `${title} is recovering${because}.`
        : `${title} needs help${because}.${but}`;
  }
}

function verb({ target, from, restartFirst, direction }: Recommendation, state: DecisionState, title: string): string {
  if (restartFirst) return target === from ? `Restart ${title}` : `Restart ${title}, then scale it to ${target}`;
  if (direction === 'down') return `${title} can go down to ${target}`;
  return `Scale ${title} to ${target}${state === 'scale-now' ? ' now' : ''}`;
}

/** What was seen comes first; what was worked out from it follows on the page. */
function firstReason({ recommendation, cause }: Decision, runbook: Runbook, now: number): string {
  const reasons = recommendation?.reasons ?? [];
  const told =
    reasons.find(({ reason }) => reason === 'signal' || reason === 'schedule' || reason === 'calm') ?? reasons[0];
  if (told) return reasonText(told, runbook, now);
  return cause ? signalText(cause) : '';
}
