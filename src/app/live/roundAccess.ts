import type { EngineConnection, FigureSources, Secrets, SourceAnswer } from '../ports.js';
import type { Slots } from './slots.js';

/** What the readers of one round share. */
export interface RoundAccess {
  readonly connection: EngineConnection;
  readonly sources: FigureSources;
  readonly secrets: Secrets;
  /** Bounds what runs side by side over all readers. */
  readonly slots: Slots;
  readonly signal: AbortSignal;
}

export const noAnswer = (
  why: Exclude<SourceAnswer, { value: number }>['why'],
  problem: string,
): Extract<SourceAnswer, { value: undefined }> => ({ value: undefined, why, problem });

/** Makes each thing once, however many ask for it. */
export function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const before = made.get(key);
  if (before) return before;
  const promise = make();
  made.set(key, promise);
  return promise;
}
