import * as vscode from 'vscode';
import { repeatOf, resumeOf, undoOf, type StartedAt } from '../../core/operation/followUp.js';
import type { Operation } from '../../core/operation/operation.js';
import type { OperationRequest } from '../../core/operation/plan/operationRequest.js';
import { emptySnapshot, type Snapshot } from '../../core/stack/stack.js';
import { oneLine } from '../../view/markdown.js';
import { operationTitle } from '../../view/words/operation/operationWords.js';
import { tellWithWays } from '../tellWithWays.js';
import { chooseOperation } from './ask/chooseOperation.js';
import type { CommandHandler } from './commandServices.js';
import { endIfDone } from './operation/endIfDone.js';
import type { OperationServices } from './operation/operationServices.js';
import { startOperation } from './operation/startOperation.js';
import { withLiveStacks } from './arguments/withLiveStacks.js';

interface FollowUp {
  readonly title: string;
  readonly none: string;
  readonly request: (operation: Operation, snapshot: Snapshot) => OperationRequest | undefined;
  /** Called where the engine shows that there is nothing to ask for. */
  readonly onNothing?: (operation: Operation) => Promise<void>;
}

/** *Undo Operation*: back to the counts from before, by a plan of its own. */
export const undoOperation = (services: OperationServices): CommandHandler =>
  followUp(services, { title: 'Undo', none: 'There is nothing to take back.', request: undoOf });

/** *Repeat Operation*: the same counts again, planned from what runs now. */
export const repeatOperation = (services: OperationServices): CommandHandler =>
  followUp(services, { title: 'Repeat', none: 'There is nothing to repeat.', request: repeatOf });

/** *Resume Operation*: what an operation did not come to, planned from what runs now. */
export const resumeOperation = (services: OperationServices): CommandHandler =>
  followUp(services, {
    title: 'Resume',
    none: 'There is nothing to resume.',
    request: (operation, snapshot) => resumeOf(operation, Date.now(), startedIn(snapshot)),
    onNothing: ({ id }) => endIfDone(services, id),
  });

const followUp =
  (services: OperationServices, { title, none, request, onNothing }: FollowUp): CommandHandler =>
  async (...args) => {
    const { store } = services;
    await (await services.operations()).journal.load();
    const fits = (operation: Operation): boolean => request(operation, emptySnapshot) !== undefined;
    const operation = await chooseOperation(args, store.state, { title, none, fits });
    if (!operation) return;
    await withLiveStacks(services, async (snapshot) => {
      const { connection } = store.state;
      const here = connection.phase === 'idle' ? '' : connection.context.name;
      if (operation.plan.context !== here) return void askForContext(operation, here);
      const asked = request(operation, snapshot);
      if (asked) return startOperation(services, asked);
      await onNothing?.(operation);
      void vscode.window.showInformationMessage(`${operationTitle(operation.plan)}: ${none}`);
    });
  };

/** The same names on another engine are other containers. */
function askForContext({ plan }: Operation, here: string): void {
  tellWithWays(
    'warning',
    `${operationTitle(plan)} ran on the context ${oneLine(plan.context)}, and this window is on ${oneLine(here)}. Nothing was done; choose ${oneLine(plan.context)} first.`,
    ['Choose Context'],
  );
}

const startedIn = (snapshot: Snapshot): StartedAt => {
  const replicas = snapshot.stacks.flatMap(({ services }) => services.flatMap((service) => service.replicas));
  return (containerId) => replicas.find((replica) => replica.containerId === containerId)?.startedAt;
};
