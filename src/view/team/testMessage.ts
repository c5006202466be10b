import type { TeamMessage } from '../../core/team/teamMessage.js';
import { oneLine } from '../markdown.js';

/** What *Send Test Message to Team* sends. */
export const testMessage = (by: string): TeamMessage => ({
  event: 'test',
  tone: 'plain',
  title: 'A test from Scalebook',
  text: 'Scalebook can tell you here when a stack is being scaled, and when that has ended. Nothing was changed now.',
  facts: [{ name: 'By', value: oneLine(by) }],
});
