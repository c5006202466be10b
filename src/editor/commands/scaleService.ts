import { askTarget } from './ask/askTarget.js';
import { changeServices, countsFor } from './changeServices.js';
import type { CommandHandler } from './commandServices.js';
import { distinctServices } from './arguments/resolveServices.js';
import type { OperationServices } from './operation/operationServices.js';

/** *Scale Service*: which, how many, the plan. */
export const scaleService = (services: OperationServices): CommandHandler =>
  changeServices(services, 'Scale Service', async (targets, args) => {
    const chosen = distinctServices(targets);
    const asked = args.from === 'caller' ? args.replicas : undefined;
    const target = asked ?? (await askTarget(services, chosen));
    return target === undefined ? undefined : { kind: 'scale', counts: countsFor(chosen, () => target) };
  });
