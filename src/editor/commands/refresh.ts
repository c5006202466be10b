import type { CommandHandler, CommandServices } from './commandServices.js';
import { withLiveStacks } from './arguments/withLiveStacks.js';

/** *Refresh Stacks*: reads everything anew, or tries at once to connect. */
export const refresh =
  (services: Pick<CommandServices, 'session' | 'store'>): CommandHandler =>
  async () => {
    const failed = services.store.state.connection.phase === 'failed';
    await services.session.refresh();
    if (!failed) await withLiveStacks(services, () => Promise.resolve());
  };
