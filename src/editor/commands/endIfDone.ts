import { messageOf } from '../../util/messageOf.js';
import type { OperationServices } from './operationServices.js';

/** Of an operation that a person wanted to go on with, and of which nothing is left: where it was interrupted it is done, and waits for nobody. */
export async function endIfDone({ operations, log }: OperationServices, id: string | undefined): Promise<void> {
  if (id === undefined) return;
  try {
    await (await operations()).runner.endIfDone(id);
  } catch (error) {
    log.warn(`That operation ${id} is done could not be written down: ${messageOf(error)}`);
  }
}
