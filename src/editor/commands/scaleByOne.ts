import { changeServices, type ChangeServices } from './changeServices.js';
import type { CommandHandler } from './commandServices.js';
import { distinctServices } from './resolveServices.js';

/** *Scale Up One* and *Scale Down One*: from the count that the engine has at this moment. */
export const scaleByOne = (services: ChangeServices, difference: 1 | -1): CommandHandler =>
  changeServices(services, difference > 0 ? 'Scale Up One' : 'Scale Down One', (targets, _args, signal) =>
    Promise.all(
      distinctServices(targets).map(({ stack, service }) =>
        services.planner.scale(stack.id, service.name, (present) => present + difference, signal),
      ),
    ),
  );
