import { messageOf } from '../../../util/messageOf.js';
import type { OperationServices } from './operationServices.js';

/**
 * Called where a person wanted to resume an operation and nothing of it is left to do: the journal then ends it as done, if it was
 * interrupted, so that it does not wait for anybody any more.
 */
export async function endIfDone({ operations, log }: OperationServices, id: string | undefined): Promise<void> {
  if (id === undefined) return;
  try {
    await (await operations()).runner.endIfDone(id);
  } catch (error) {
    log.warn(`That operation ${id} is done could not be written down: ${messageOf(error)}`);
  }
}
