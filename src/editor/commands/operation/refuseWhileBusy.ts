import { isRunning } from '../../../core/scaling/change.js';
import type { CommandServices } from '../commandServices.js';
import { calling } from '../../calling.js';
import { showHistory } from '../../showHistory.js';
import { tell } from '../../tell.js';

/**
 * True when this window runs an operation: what it acts on must not be taken away from under it. What the journal has as under way may be another
 * window's, or have been interrupted on a context that does not answer any more, and keeps nobody here.
 */
export function refuseWhileBusy({ store }: Pick<CommandServices, 'store'>): boolean {
  const { changes, own } = store.state;
  if (!changes.some(isRunning) && own.size === 0) return false;
  tell(
    'warning',
    'An operation is running on this context. Nothing was changed; wait for it to end, or cancel it, then do this again.',
    {
      'Show History': showHistory,
      'Cancel Operation': calling('scalebook.cancelOperation'),
    },
  );
  return true;
}
