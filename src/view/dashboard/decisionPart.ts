import { limitsOf } from '../../core/runbook/runbook.js';
import type { DecisionPart } from '../../protocol/dashboardPage.js';
import type { PageButton } from '../../protocol/pageButton.js';
import { capitalised } from '../figures.js';
import { levelTone } from '../verification/pageTone.js';
import { decisionSentence, recommendationVerb, unknownRules } from '../words/policy/decisionWords.js';
import { reasonText } from '../words/policy/reasonWords.js';
import { refusalText } from '../words/operation/refusalWords.js';
import type { SeenService } from './dashboardSight.js';

/** What the buttons of a dashboard do, by their ids; its links to elsewhere are not among them. */
export const dashboardButtons = [
  'scale-as-recommended',
  'scale-service',
  'explain-decision',
  'verify-service',
  'diagnose-service',
  'select-context',
  'try-demo',
] as const;
export type DashboardButton = (typeof dashboardButtons)[number];

export const dashboardButton = (id: DashboardButton, title: string, spoken = title, isFirst = false): PageButton => ({
  id,
  title,
  spoken,
  isFirst,
});

const mostReasons = 4;

/** The decision in a sentence, why, and what can be done about it. */
export function decisionPart({ status, stack, title, sight, isOld }: SeenService): DecisionPart {
  const { decision, service, level, condition } = status;
  const { runbook } = stack;
  const buttons = isOld ? [] : buttonsOf({ status, stack, title });
  if (!decision) {
    const text =
      condition.running === 0
        ? `No replica of ${title} runs, so that nothing can be said of its load.`
        : `Nothing is known of ${title} yet: first figures come within 15 s.`;
    return { summary: { tone: levelTone(level), text }, episode: text, reasons: [], buttons };
  }
  const text = decisionSentence(service.name, decision, runbook, sight.now, unknownRules(status));
  const reasons = (decision.recommendation?.reasons ?? decision.wanted?.reasons ?? []).map((reason) =>
    reasonText(reason, runbook, sight.now),
  );
  const refusals = decision.refusals.map((refusal) => refusalText(refusal, runbook, sight.now));
  // What the sentence says is not said twice.
  const more = [...new Set([...reasons, ...(decision.wanted || decision.recommendation ? refusals : [])])].filter(
    (reason) => !text.includes(reason),
  );
  return {
    summary: { tone: levelTone(level), text },
    episode: [decision.state, decision.recommendation?.target ?? '', level].join(' '),
    reasons: more.slice(0, mostReasons).map(capitalised),
    buttons,
  };
}

function buttonsOf({ status, stack, title }: Pick<SeenService, 'status' | 'stack' | 'title'>): readonly PageButton[] {
  const { decision, service, level } = status;
  const recommendation = decision?.recommendation;
  const scale = recommendation
    ? [
        dashboardButton(
          'scale-as-recommended',
          `${recommendationVerb(recommendation)}…`,
          `${recommendationVerb(recommendation)}: ${title}`,
          true,
        ),
      ]
    : limitsOf(stack.runbook, service.name)
      ? [dashboardButton('scale-service', 'Scale…', `Scale ${title}`)]
      : [];
  return [
    ...scale,
    ...(decision ? [dashboardButton('explain-decision', 'Why?', `Why? Explain the decision on ${title}`)] : []),
    dashboardButton('verify-service', 'Verify', `Verify ${title}`),
    ...(level === 'normal' ? [] : [dashboardButton('diagnose-service', 'Diagnose', `Diagnose ${title}`)]),
  ];
}
