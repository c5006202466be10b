import type { Zone } from '../../core/policy/schedule/zonedTime.js';
import type { Check } from '../../core/verification/check.js';
import type { CheckVerdict } from '../../core/verification/checkVerdict.js';
import type { Verification } from '../../core/verification/verificationRun.js';
import { summaryOf, type VerificationSummary } from '../../core/verification/verificationSummary.js';
import { count, duration } from '../figures.js';
import { escapeMarkdown, oneLine } from '../markdown.js';
import { clockTime } from '../words/moments.js';
import { checkEvidence } from '../verification/checkEvidence.js';
import { fullTitle } from '../verification/checkTitles.js';
import {
  progressWords,
  verificationSentence,
  verifiedSubject,
  verifiedWords,
} from '../verification/verificationSentence.js';
import { withShortNames } from '../verification/withShortNames.js';
import { detailRow } from './detailRow.js';
import type { Row } from './row.js';

/** Who looks, and where. */
export interface VerificationLook {
  readonly now: number;
  readonly zone: Zone;
  /** As in the journal. */
  readonly user: string;
}

const prefix = 'verification:';

/** The verification that a row is of; undefined for another row. */
export const verificationOfRow = (rowId: string): string | undefined =>
  rowId.startsWith(prefix) ? rowId.slice(prefix.length) : undefined;

const verificationRowId = (id: string): string => `${prefix}${id}`;

const icons = {
  pass: { icon: 'verified', color: undefined },
  fail: { icon: 'warning', color: 'list.warningForeground' },
  unknown: { icon: 'question', color: undefined },
} as const satisfies Record<CheckVerdict, object>;

/** `verified`, `12 s`, `14:02`, `you`; of one that runs how far it is. */
export function verificationFacts(verification: Verification, { zone, user }: VerificationLook): readonly string[] {
  const { startedAt, endedAt, by, context, request } = verification;
  const what =
    endedAt === undefined
      ? [progressWords(verification)]
      : [verifiedWords(summaryOf(verification)), duration(endedAt - startedAt)];
  return [
    ...what,
    ...(request.pace === 'quick' ? ['quick'] : []),
    clockTime(startedAt, zone),
    by === user ? 'you' : oneLine(by) || 'unknown',
    ...(context === 'default' ? [] : [`on ${oneLine(context)}`]),
  ];
}

/** A verification that nobody scaled for, or one under its operation: under it what does not pass. */
export function verificationRow(asMade: Verification, look: VerificationLook): Row {
  const verification = withShortNames(asMade);
  const id = verificationRowId(verification.id);
  const isRunning = verification.endedAt === undefined;
  const label = `Verify ${verifiedSubject(verification)}`;
  const facts = verificationFacts(verification, look);
  const looks = isRunning ? { icon: 'sync~spin', color: undefined } : icons[summaryOf(verification).verdict];
  const children = verification.checks.flatMap((item) =>
    item.phase === 'made' && item.check.verdict !== 'pass' ? [checkRow(item.check, id)] : [],
  );
  return {
    id,
    kind: 'verification',
    label,
    description: facts.join(' · '),
    tooltip: escapeMarkdown(verificationSentence(verification)),
    icon: looks.icon,
    iconColor: looks.color,
    contextValue: ['verification', isRunning ? 'running' : 'ended'].join(' '),
    expanded: children.length > 0 ? 'collapsed' : 'never',
    spoken: [label, ...facts].join(', '),
    children,
  };
}

/** Under an operation, of which only what it came to is known. */
export function summaryRow(summary: VerificationSummary): Row {
  const { icon, color } = icons[summary.verdict];
  const { required } = summary;
  const row = detailRow(
    verificationRowId(summary.verificationId),
    verifiedWords(summary).replace(/^./, (first) => first.toUpperCase()),
    `${required.pass} of ${count(required.total, 'required check')} passed`,
    icon,
  );
  return { ...row, kind: 'verification', iconColor: color, contextValue: 'verification ended' };
}

function checkRow(check: Check, id: string): Row {
  const icon = check.verdict === 'unknown' ? 'question' : check.necessity === 'required' ? 'error' : 'warning';
  return detailRow(`${id}#${check.id}`, fullTitle(check), checkEvidence(check), icon);
}
