import type { PageButton } from '../../protocol/pageButton.js';
import type { Sentence } from '../../protocol/verificationPage.js';
import type { ConnectionState } from '../../core/connection/connectionState.js';
import { duration } from '../figures.js';
import { oneLine } from '../markdown.js';
import { connectionFailureText } from '../words/connection/connectionFailureText.js';
import { clockTime } from '../words/moments.js';
import type { DashboardSight } from './dashboardSight.js';
import { dashboardButton } from './decisionPart.js';

/** Why there are no figures of now, and what to do; undefined while the stack is in sight. */
export function noticeOf(sight: DashboardSight): Sentence | undefined {
  const { state, seen, stackId } = sight;
  const { connection, snapshot } = state;
  if (connection.phase === 'connected' && snapshot?.stacks.some(({ id }) => id === stackId)) return undefined;
  const happened = whatHappened(connection, snapshot?.stacks.length ?? 0, sight);
  if (!seen) return happened;
  const since = `What is shown is of ${clockTime(seen.at, sight.zone)}, ${duration(sight.now - seen.at)} ago.`;
  return { ...happened, text: `${happened.text} ${since}` };
}

function whatHappened(connection: ConnectionState, stacks: number, { stackId, state }: DashboardSight): Sentence {
  if (connection.phase === 'failed') return { tone: 'fail', text: connectionFailureText(connection) };
  if (connection.phase === 'idle') return { tone: 'waiting', text: 'Scalebook is not connected to an engine.' };
  const context = oneLine(connection.context.name);
  if (connection.phase === 'connecting' || !state.snapshot)
    return { tone: 'running', text: `Connecting to ${context}.` };
  const name = oneLine(stackName(stackId));
  return stacks === 0
    ? { tone: 'unknown', text: `No stack runs on the context ${context}. Start one, or choose another context.` }
    : {
        tone: 'unknown',
        text: `The stack ${name} does not run on the context ${context}. Start it, or choose another context.`,
      };
}

/** An id is the kind of a stack and its name. */
export const stackName = (stackId: string): string => stackId.slice(stackId.indexOf(':') + 1);

/** What can be done where nothing is in sight. */
export function noticeButtons({ tone }: Sentence): readonly PageButton[] {
  if (tone === 'running') return [];
  return [
    dashboardButton('select-context', 'Choose Context…', 'Choose a Docker context'),
    dashboardButton('try-demo', 'Try the Demo', 'Try the demo'),
  ];
}
