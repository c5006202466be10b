import { changeServices } from './changeServices.js';
import type { CommandHandler } from './commandServices.js';
import { distinctServices } from './arguments/resolveServices.js';
import type { OperationServices } from './operation/operationServices.js';

/** *Restart Service*: replica by replica. On one replica's row it is that replica alone. */
export const restartService = (services: OperationServices): CommandHandler =>
  changeServices(services, 'Restart Service', (targets) => {
    const [only] = targets;
    const replica = targets.length === 1 ? only?.replica : undefined;
    return Promise.resolve({
      kind: 'restart',
      counts: {},
      restart: distinctServices(targets).map(({ service }) => service.name),
      ...(replica ? { onlyContainers: [replica.containerId] } : {}),
    });
  });
