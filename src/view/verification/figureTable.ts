import type { Runbook } from '../../core/runbook/runbook.js';
import type { Verification } from '../../core/verification/verificationRun.js';
import type { FigureBars, FigureRow, FigureTable } from '../../protocol/verificationPage.js';
import { duration } from '../figures.js';
import { oneLine } from '../markdown.js';
import { figureAmount } from '../words/policy/metricWords.js';
import { clockTime } from '../words/moments.js';
import type { Zone } from '../../core/policy/schedule/zonedTime.js';
import { comparedFigures, comparedWords, type ComparedFigure } from './figureComparison.js';
import { levelTone } from './pageTone.js';

const soonMs = 60 * 60_000;

/** The figures before and after, for which it takes that something was measured afterwards. */
export function figureTable(
  { before, after, endedAt }: Pick<Verification, 'before' | 'after' | 'endedAt'>,
  runbook: Runbook | undefined,
  zone: Zone,
): FigureTable | undefined {
  if (endedAt === undefined || !after) return undefined;
  const rows = comparedFigures(before, after, runbook).map(figureRow);
  if (rows.length === 0) return undefined;
  const was = before ? `Before is ${clockTime(before.at, zone)}` : 'What was before was not measured';
  const laterMs = before ? after.at - before.at : Infinity;
  // Of one minute, both would have the same time.
  const is = laterMs > 0 && laterMs < soonMs ? `${duration(laterMs)} later` : clockTime(after.at, zone);
  return { caption: `${was}; after is ${is}.`, rows };
}

function figureRow(figure: ComparedFigure): FigureRow {
  const [before, after, change] = comparedWords(figure);
  const { level, bound, unit } = figure;
  return {
    service: oneLine(figure.service),
    metric: oneLine(figure.metric),
    before,
    after,
    change: change === 'unknown' ? '' : change,
    bound: bound === undefined ? '' : `warning from ${figureAmount(bound, unit)}`,
    tone: levelTone(level),
    word: level,
    bars: barsOf(figure),
  };
}

function barsOf({ before, after, bound }: ComparedFigure): FigureBars {
  const widest = Math.max(0, before ?? 0, after ?? 0, bound ?? 0);
  const part = (value: number | undefined): number | undefined =>
    value === undefined || widest === 0 ? (value === undefined ? undefined : 0) : Math.max(0, value) / widest;
  return { before: part(before), after: part(after), bound: part(bound) };
}
