import { changeServices, type ChangeServices } from './changeServices.js';
import type { CommandHandler } from './commandServices.js';
import { distinctServices } from './resolveServices.js';

/** *Restart Service*: replica by replica. On one replica's row it is that replica alone. */
export const restartService = (services: ChangeServices): CommandHandler =>
  changeServices(services, 'Restart Service', (targets, _args, signal) => {
    const [only] = targets;
    if (targets.length === 1 && only?.replica) {
      return Promise.all([services.planner.restart(only.stack.id, only.service.name, only.replica.id, signal)]);
    }
    return Promise.all(
      distinctServices(targets).map(({ stack, service }) =>
        services.planner.restart(stack.id, service.name, undefined, signal),
      ),
    );
  });
