/** A figure at a moment; null where there is none: never zero for want of a value. */
export type Cell = number | null;

/** Figures over time. Each column has a cell for each time. */
export interface Table {
  /** Wall times in ms, each later than the one before. */
  readonly times: readonly number[];
  readonly columns: readonly (readonly Cell[])[];
}

/** What makes the table of a moment ago the table of now: of the old one the rows in `[keepFrom, keepBefore)` stay, the new ones follow. */
export interface TableChange extends Table {
  readonly keepFrom: number;
  readonly keepBefore: number;
}

export const emptyTable: Table = { times: [], columns: [] };

/** @returns undefined where both are the same */
export function changeOf(before: Table, now: Table): TableChange | undefined {
  const whole = { ...now, keepFrom: 0, keepBefore: 0 };
  if (before.columns.length !== now.columns.length) return whole;
  const [keepFrom] = now.times;
  const from = keepFrom === undefined ? -1 : before.times.indexOf(keepFrom);
  if (keepFrom === undefined || from < 0) return before.times.length + now.times.length === 0 ? undefined : whole;
  const isSame = (index: number): boolean =>
    before.times[from + index] === now.times[index] &&
    before.columns.every((column, at) => column[from + index] === now.columns[at]?.[index]);
  let same = 0;
  while (same < now.times.length && isSame(same)) same += 1;
  if (from === 0 && same === now.times.length && same === before.times.length) return undefined;
  const rest = rows(now, (_, index) => index >= same);
  return { ...rest, keepFrom, keepBefore: (now.times[same - 1] ?? keepFrom - 1) + 1 };
}

/** The table after the change: the rows of before that the change keeps, and behind them those that it brings. */
export function changed(before: Table, { times, columns, keepFrom, keepBefore }: TableChange): Table {
  const kept = rows(before, (at) => at >= keepFrom && at < keepBefore);
  return {
    times: [...kept.times, ...times],
    columns: columns.map((column, at) => [...(kept.columns[at] ?? []), ...column]),
  };
}

function rows({ times, columns }: Table, isIn: (at: number, index: number) => boolean): Table {
  const kept = times.flatMap((at, index) => (isIn(at, index) ? [index] : []));
  const pick = <T>(list: readonly T[]): readonly T[] => kept.flatMap((index) => list.slice(index, index + 1));
  return { times: pick(times), columns: columns.map(pick) };
}
