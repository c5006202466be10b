import { connectedContext } from '../../core/connection/connectionState.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import { calendarsOf } from '../../core/policy/schedule/calendarsOf.js';
import { schedulePage } from '../../view/scheduleText.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { onStack } from './arguments/onStack.js';

/** *Show Schedule*: what is expected in the next days, and how many replicas the runbook wants for it. */
export const showSchedule = (
  services: Pick<CommandServices, 'session' | 'store' | 'runbooks' | 'pages'>,
): CommandHandler =>
  onStack(services, 'Show Schedule', async (stack) => {
    // Nobody may have looked at a stack yet, and so no file have been read.
    await (await services.runbooks()).readNow();
    const { runbooks, calendars } = services.store.state;
    const runbook = runbookFor(stack, runbooks);
    const calendar = calendarsOf(runbook, runbooks, calendars);
    const page = schedulePage(runbook, calendar, Date.now(), connectedContext(services.store.state.connection));
    await services.pages.open(`Schedule of ${stack.name}`, page);
  });
