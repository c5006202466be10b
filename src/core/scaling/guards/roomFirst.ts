import type { GuardFacts } from './guardFacts.js';
import { hostDemands } from './hostFacts.js';
import { hostGuards } from './hostGuards.js';

const blocks = (facts: GuardFacts): boolean =>
  hostGuards(facts.host, hostDemands(facts), []).some(({ verdict }) => verdict === 'block');

/** The machine is too short of room for what is added, and is not once what goes has gone. */
export function needsRoomFirst(facts: GuardFacts): boolean {
  return blocks(facts) && !blocks(fewerFirst(facts));
}

/** The same changes with those first that give something back. */
export const fewerFirst = (facts: GuardFacts): GuardFacts => ({
  ...facts,
  changes: facts.changes.map((change) => ({ ...change, group: change.to < change.from ? 0 : 1 })),
});
