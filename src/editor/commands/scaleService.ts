import { distinctServices } from './resolveServices.js';
import { askTarget } from './askTarget.js';
import { changeServices, type ChangeServices } from './changeServices.js';
import type { CommandHandler } from './commandServices.js';

/** *Scale Service*: which, how many, the plan. */
export const scaleService = (services: ChangeServices): CommandHandler =>
  changeServices(services, 'Scale Service', async (targets, args, signal) => {
    const chosen = distinctServices(targets);
    const asked = args.from === 'caller' ? args.replicas : undefined;
    const target = asked ?? (await askTarget(chosen));
    if (target === undefined) return undefined;
    const again = signal.aborted ? AbortSignal.timeout(20_000) : signal;
    return Promise.all(
      chosen.map(({ stack, service }) => services.planner.scale(stack.id, service.name, target, again)),
    );
  });
