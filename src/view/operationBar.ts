import { isUnderWay, type Operation } from '../core/operation/operation.js';
import { isChanging } from '../core/operation/stage.js';
import { isWatched } from '../core/operation/run/watch.js';
import { count, duration, list } from './figures.js';
import { escapeMarkdown, oneLine } from './markdown.js';
import { operationPlanTitle } from './words/operation/operationPlanWords.js';
import { stageWords } from './words/operation/operationWords.js';

/** A wait between two stages: `PDF Worker 5 → 3 in 8 min`; undefined where no operation of the context waits. */
export function waitingText(operations: readonly Operation[], context: string, now: number): string | undefined {
  for (const { plan, stages } of operations.filter((other) => isUnderWay(other) && other.plan.context === context)) {
    const index = stages.findIndex(({ phase }) => phase === 'waiting');
    const next = plan.stages.slice(index + 1).find(isChanging);
    if (index < 0 || !next) continue;
    const leftMs = Math.max(0, (stages[index]?.until ?? now) - now);
    return leftMs > 0 ? `${stageWords(next)} in ${duration(leftMs)}` : `${stageWords(next)} after a look`;
  }
  return undefined;
}

/** A watch after an operation: `watching PDF Worker, 40 min left`; undefined where nothing of the context is watched. */
export function watchingText(operations: readonly Operation[], context: string, now: number): string | undefined {
  const [first, ...others] = watched(operations, context, now);
  if (!first) return undefined;
  const titles = [...new Set([first, ...others].flatMap(changedTitles))];
  const what = titles.length > shownTitles ? count(titles.length, 'service') : list(titles);
  const until = Math.max(...[first, ...others].map(({ watch }) => watch.until));
  return `watching ${what}, ${duration(until - now)} left`;
}

const shownTitles = 2;

/** A line of Markdown for each watch: what is watched, and what its looks have found. */
export const watchLines = (operations: readonly Operation[], context: string, now: number): readonly string[] =>
  watched(operations, context, now).map(({ plan, watch }) => {
    const worse = watch.looks.filter(({ worsened }) => worsened.length > 0).length;
    const blind = watch.looks.filter(
      ({ worsened, blind: unseen }) => worsened.length === 0 && unseen.length > 0,
    ).length;
    const calm = watch.looks.length - worse - blind;
    const found = [
      ...(worse > 0 ? [`$(warning) ${count(worse, 'look')} worse`] : []),
      ...(blind > 0 ? [`$(question) ${count(blind, 'look')} blind`] : []),
      ...(calm > 0 ? [`${count(calm, 'look')} calm`] : []),
    ];
    const looks = found.length > 0 ? found.join(', ') : 'no look yet';
    return `$(eye) After ${escapeMarkdown(operationPlanTitle(plan))}: ${looks}, ${duration(watch.until - now)} left`;
  });

const watched = (operations: readonly Operation[], context: string, now: number) =>
  operations.filter(isWatched).filter(({ plan, watch }) => plan.context === context && watch.until > now);

const changedTitles = ({ plan }: Operation): readonly string[] =>
  plan.stages.filter(isChanging).map(({ title }) => oneLine(title));
