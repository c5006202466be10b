import type { ConnectionState } from '../../../core/connection/connectionState.js';
import { failureSentence } from './engineFailureWords.js';

/** Why there is no connection, what to do, and whether that is all that it waits for. */
export function connectionFailureText({ failure, retryAt }: Extract<ConnectionState, { phase: 'failed' }>): string {
  const sentence = failureSentence(failure);
  // Its remedy says so.
  if (failure.reason === 'interrupted') return sentence;
  // A time would be wrong a second later: the attempts are half a second to half a minute apart.
  return `${sentence} ${retryAt === undefined ? 'It is not tried again until you ask for it.' : 'Scalebook tries again by itself.'}`;
}
