import { stackStatuses, statusesOf } from '../../core/policy/stackStatus.js';
import { titleOf } from '../../core/runbook/runbook.js';
import { explainPage } from '../../view/explainPage.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { lookAtServices } from './lookAtServices.js';

/** *Explain Decision*: a page with every signal of a service, what it means, and what would change it. */
export const explainDecision = (
  services: Pick<CommandServices, 'session' | 'store' | 'runbooks' | 'pages'>,
): CommandHandler =>
  lookAtServices(services, 'Explain Decision', async ([target]) => {
    if (!target) return;
    // Nobody may have looked at a stack yet, and so no file have been read.
    await (await services.runbooks()).readNow();
    const now = Date.now();
    const found = stackStatuses(services.store.state, now).find(({ stack }) => stack.id === target.stack.id);
    const status = found && statusesOf(found).find(({ service }) => service.id === target.service.id);
    if (!found || !status) return;
    const page = explainPage(found.stack.name, status, found.runbook, now);
    await services.pages.open(`Decision on ${titleOf(found.runbook, target.service.name)}`, page);
  });
