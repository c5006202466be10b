import { readFileSync } from 'node:fs';

/** An answer of a real engine: 1.41 is Engine 20.10's API, 1.45 that of Engine 26.1. */
export const recordedText = (name: string): string => readFileSync(`test/unit/engine/recorded/${name}`, 'utf8');

export function recordedJson(name: string): Record<string, unknown> {
  const answer: unknown = JSON.parse(recordedText(name));
  if (typeof answer !== 'object' || answer === null) throw new Error(`${name} is no object`);
  return { ...answer };
}
