import type { Check, CheckKind } from '../../core/verification/check.js';
import type { Fact } from '../../core/verification/fact.js';
import { plannedOf } from '../../core/verification/plannedOf.js';
import type { VerificationItem } from '../../core/verification/verificationRun.js';
import type { CheckRow, FactRow } from '../../protocol/verificationPage.js';
import { oneLine } from '../markdown.js';
import { button } from '../pageButton.js';
import { amount } from '../words/policy/metricWords.js';
import { alertLine } from './alertWords.js';
import { actionTitles } from './checkActions.js';
import { adviceFor } from './checkAdvice.js';
import { checkEvidence } from './checkEvidence.js';
import { checkSubject, checkTitle, fullTitle } from './checkTitles.js';
import { factFigure, factName, factWanted } from './factWords.js';
import { checkTone, verdictTone } from './pageTone.js';
import { verdictWords } from './verificationSentence.js';

/** @param mayRunAgain whether this window can make checks anew now */
export function checkRow(item: VerificationItem, mayRunAgain: boolean): CheckRow {
  const planned = plannedOf(item);
  const row = {
    id: planned.id,
    title: checkTitle(planned),
    subject: checkSubject(planned),
    necessity: planned.necessity === 'recommended' ? 'recommended' : '',
  };
  if (item.phase !== 'made') {
    const word = item.phase;
    return { ...row, ...nothingYet, tone: word, word, again: mayRunAgain ? 'under-way' : 'none' };
  }
  const { check } = item;
  const advice = adviceFor(check);
  return {
    ...row,
    tone: checkTone(check.verdict, check.necessity),
    word: verdictWords[check.verdict],
    evidence: checkEvidence(check),
    took: amount(check.tookMs, 'ms'),
    facts: check.facts.map((fact) => factRow(check.kind, fact)),
    advice: advice.text,
    buttons: advice.actions.map((id) => button(id, actionTitles[id], `${actionTitles[id]}: ${fullTitle(check)}`)),
    again: mayRunAgain ? 'offered' : 'none',
  };
}

const nothingYet = {
  evidence: '',
  took: '',
  facts: [],
  advice: '',
  buttons: [],
} as const;

function factRow(kind: CheckKind, fact: Fact): FactRow {
  const verdict = { tone: verdictTone(fact.verdict), word: verdictWords[fact.verdict] };
  // An alert fires or does not: its figures are no figures.
  if (kind === 'alerts') return { ...verdict, of: alertLine(fact), figure: '', bound: '', before: '', said: '' };
  const { value, unit, before, bound } = fact;
  return {
    ...verdict,
    of: factName(kind, fact),
    figure: value === undefined && bound === undefined ? '' : factFigure(value, unit),
    bound: factWanted(fact),
    before: before === undefined ? '' : factFigure(before, unit),
    said: oneLine(fact.said),
  };
}

/** `5 of 6 passed`, `5 of 6 passed, 1 failed`, `waiting`. */
export function groupCount(items: readonly VerificationItem[]): string {
  const made: readonly Check[] = items.flatMap((item) => (item.phase === 'made' ? [item.check] : []));
  if (made.length === 0) return items.some(({ phase }) => phase === 'running') ? 'running' : 'waiting';
  const of = (verdict: Check['verdict']): number => made.filter((check) => check.verdict === verdict).length;
  const [failed, unknown] = [of('fail'), of('unknown')];
  return [
    `${of('pass')} of ${items.length} passed`,
    failed > 0 ? `${failed} failed` : '',
    unknown > 0 ? `${unknown} could not be told` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
