import { changeServices, countsFor } from './changeServices.js';
import type { CommandHandler } from './commandServices.js';
import { distinctServices } from './arguments/resolveServices.js';
import type { OperationServices } from './operation/operationServices.js';

/** *Scale Up One* and *Scale Down One*: from the count that the engine has at this moment. */
export const scaleByOne = (services: OperationServices, difference: 1 | -1): CommandHandler =>
  changeServices(services, difference > 0 ? 'Scale Up One' : 'Scale Down One', (targets) =>
    Promise.resolve({
      kind: 'scale',
      counts: {},
      changes: countsFor(distinctServices(targets), () => difference),
    }),
  );
