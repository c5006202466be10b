import type { AgainWay, FixedWay, Way } from '../view/words/ways.js';
import { calling } from './calling.js';
import { showHistory } from './showHistory.js';
import { tell, type Tone } from './tell.js';

/**
 * Tells of something with the buttons that its words have.
 *
 * @param again what *Plan Again*, *Show Plan* and *Try Again* do
 */
export function tellWithWays(tone: Tone, text: string, ways: readonly FixedWay[]): void;
export function tellWithWays(tone: Tone, text: string, ways: readonly Way[], again: () => unknown): void;
export function tellWithWays(tone: Tone, text: string, ways: readonly Way[], again?: () => unknown): void {
  tell(tone, text, Object.fromEntries(ways.map((way) => [way, isAgain(way) ? () => again?.() : deeds[way]])));
}

const isAgain = (way: Way): way is AgainWay => !Object.hasOwn(deeds, way);

const deeds = {
  'Show History': showHistory,
  'Show Output': calling('scalebook.showOutput'),
  'Choose Context': calling('scalebook.selectContext'),
  Refresh: calling('scalebook.refresh'),
  'Open Sidebar': calling('scalebook.openSidebar'),
} as const satisfies Record<FixedWay, () => unknown>;
