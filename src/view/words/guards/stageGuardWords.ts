import type { BlockOnTheWay } from '../../../core/operation/plan/blockOnTheWay.js';
import { oneLine } from '../../markdown.js';
import { calmText } from './calmGuardWords.js';
import { hostText } from './hostGuardWords.js';
import { connectionsText, driftText } from './operationGuardWords.js';

/**
 * What came to stand in the way of an operation, as a sentence without its full stop.
 *
 * @param several its plan is of more than one service
 */
export function stageGuardText({ title, guard }: BlockOnTheWay, several: boolean): string {
  // It names its service by itself: `Second Backend: 100 connections of 100`.
  if (guard.guard === 'connections') return capital(connectionsText(guard));
  const text = guard.guard === 'calm' ? calmText(guard) : guard.guard === 'drift' ? driftText(guard) : hostText(guard);
  return several && title !== undefined ? `${oneLine(title)}: ${text}` : text;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
