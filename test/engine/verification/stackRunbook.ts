import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';

/** Where the addresses of the bundled runbook lead. */
export type Places = Readonly<Record<string, string>>;

/** The bundled runbook for a stack that answers elsewhere. What replicas are asked from inside themselves stays as it is. */
export function runbookAt(places: Places, stack: string): Runbook {
  const moved = moveTexts(bundledRunbook, (text) => {
    const from = Object.keys(places).find((place) => text.startsWith(place));
    return from === undefined ? text : `${places[from] ?? ''}${text.slice(from.length)}`;
  });
  return { ...moved, origin: 'file', stack };
}

function moveTexts<T>(value: T, move: (text: string) => string): T {
  if (typeof value === 'string') return move(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => moveTexts(each, move)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]: [string, unknown]) => [
    key,
    key === 'insideUrl' ? each : moveTexts(each, move),
  ]);
  return Object.fromEntries(entries) as T;
}
