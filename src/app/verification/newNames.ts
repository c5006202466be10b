import type { givenNames, Names } from '../../core/verification/flow/fillStep.js';

/** The names that every flow begins with. */
export function newNames(): Names {
  const given = { run: globalThis.crypto.randomUUID() } as const satisfies Record<(typeof givenNames)[number], string>;
  return new Map(Object.entries(given));
}
