import type { Verdict } from './guard.js';

const ranks = { pass: 0, warn: 1, block: 2 } as const satisfies Record<Verdict, number>;

/** Below 0 where `a` stands less in the way than `b`. */
export const compareVerdicts = (a: Verdict, b: Verdict): number => ranks[a] - ranks[b];
