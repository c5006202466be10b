import * as vscode from 'vscode';
import type { Failure } from '../../core/diagnosis/failure.js';
import type { Log } from '../../app/ports.js';
import { messageOf } from '../../util/messageOf.js';
import type { DiagnosisDesk } from './diagnosisDesk.js';
import type { FoundCause } from './foundCause.js';

/** The button behind which all of a diagnosis is that was made by itself. */
export const showDiagnosis = 'Show Diagnosis';

/**
 * Looks for why something failed, with a progress in sight that ends it. Never rejects.
 *
 * @param isQuiet it is told of elsewhere: the progress stands in the status bar alone, where nothing ends it
 */
export async function lookForCause(
  desk: () => Promise<Pick<DiagnosisDesk, 'causeOf'>>,
  failure: Failure,
  title: string,
  isQuiet: boolean,
  log: Log,
): Promise<FoundCause | undefined> {
  try {
    return await vscode.window.withProgress(
      {
        location: isQuiet ? vscode.ProgressLocation.Window : vscode.ProgressLocation.Notification,
        title,
        cancellable: !isQuiet,
      },
      async (progress, token) => {
        progress.report({ message: 'looking for the cause' });
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        const cancelled = new Promise<undefined>((resolve) =>
          abort.signal.addEventListener('abort', () => resolve(undefined)),
        );
        // Who does not want to wait is told of the failure at once.
        return await Promise.race([desk().then((made) => made.causeOf(failure, abort.signal)), cancelled]);
      },
    );
  } catch (error) {
    log.warn(`The cause of a failure could not be looked for: ${messageOf(error)}`);
    return undefined;
  }
}
