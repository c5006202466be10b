import * as vscode from 'vscode';
import { profileRequest, profilesOf } from '../../core/operation/plan/profilesOf.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import type { Profile } from '../../core/runbook/runbook.js';
import { findStack, type Stack } from '../../core/stack/stack.js';
import { oneLine } from '../../view/markdown.js';
import { profileChoices } from '../../view/profileChoices.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { onStack } from './arguments/onStack.js';
import type { OperationServices } from './operation/operationServices.js';
import { ownArgument } from './arguments/ownArgument.js';
import { startOperation } from './operation/startOperation.js';
import { calling } from '../calling.js';
import { tell } from '../tell.js';
import { badArgument } from '../../view/words/badArgument.js';

/** *Apply Profile*: a set of counts of the runbook, its baseline, or one of its scenarios, as one plan. Takes `{ "profile": "10x" }`. */
export const applyProfile =
  (services: OperationServices & Pick<CommandServices, 'runbooks'>): CommandHandler =>
  (...args) => {
    const { own: id, others } = ownArgument(args, 'profile');
    if (id !== undefined && (typeof id !== 'string' || id === ''))
      return void vscode.window.showErrorMessage(badArgument('"profile" must be the id of a profile'));
    return onStack(services, 'Apply Profile', async (stack) => {
      await (await services.runbooks()).readNow();
      const profile = await chooseProfile(services, stack, id);
      if (!profile) return;
      await startOperation(services, profileRequest(profile, stack.id));
    })(...others);
  };

async function chooseProfile(
  { store }: OperationServices,
  { id: stackId, name }: Stack,
  id: string | undefined,
): Promise<Profile | undefined> {
  const stack = findStack(store.state.snapshot ?? { stacks: [] }, stackId);
  if (!stack) return undefined;
  const runbook = runbookFor(stack, store.state.runbooks);
  const profiles = profilesOf(stack, runbook);
  if (profiles.length === 0) {
    tell(
      'information',
      `No runbook of ${oneLine(name)} has a profile or a baseline. Nothing was changed; write some under "profiles" in its file.`,
      { 'Open Runbook': calling('scalebook.openRunbook', { stack: name }) },
    );
    return undefined;
  }
  if (id !== undefined) {
    const found = profiles.find((profile) => profile.id === id);
    if (!found)
      tell(
        'error',
        `The runbook of ${oneLine(name)} has no profile "${oneLine(id)}". Nothing was done; it has ${profiles.map((profile) => oneLine(profile.id)).join(', ')}.`,
        { 'Choose Profile…': calling('scalebook.applyProfile', { stack: name }) },
      );
    return found;
  }
  const picked = await vscode.window.showQuickPick(profileChoices(stack, runbook, profiles), {
    title: `Apply Profile to ${oneLine(name)}`,
    placeHolder: 'Which counts? The plan is shown before anything happens.',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.profile;
}
