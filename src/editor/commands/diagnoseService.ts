import type { CommandHandler, CommandServices } from './commandServices.js';
import { lookAtServices } from './lookAtServices.js';

/** *Diagnose Service*: a page with what is most likely wrong, and what can be done about it to choose. Changes nothing by itself. */
export const diagnoseService = (services: Pick<CommandServices, 'session' | 'store' | 'diagnosis'>): CommandHandler =>
  lookAtServices(services, 'Diagnose Service', async ([target]) => {
    if (target) await (await services.diagnosis()).diagnose(target);
  });
