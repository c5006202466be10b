import * as vscode from 'vscode';
import { findService, type Snapshot } from '../../core/stack/stack.js';
import { readArguments, type CommandArguments } from './arguments/commandArguments.js';
import { chooseStack } from './ask/chooseService.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { resolveServices } from './arguments/resolveServices.js';
import { stackOfArguments } from './arguments/stackOfArguments.js';
import { withLiveStacks } from './arguments/withLiveStacks.js';

/** *Open Dashboard*: of the stack or the service that it was called for; of the only stack, or one that a person picks. */
export const openDashboard =
  (services: Pick<CommandServices, 'session' | 'store' | 'dashboards'>): CommandHandler =>
  async (...rawArgs) => {
    const args = readArguments(rawArgs);
    if (!args.ok) return void vscode.window.showErrorMessage(args.error);
    const { store, dashboards } = services;
    await withLiveStacks(services, async (snapshot) => {
      if (namesService(args.value, snapshot)) {
        const [target] = (await resolveServices(args.value, store.state, 'Open Dashboard', false)) ?? [];
        if (target) (await dashboards()).show(target.stack.id, target.service.id);
        return;
      }
      const named = stackOfArguments(args.value, snapshot);
      const isId = snapshot.stacks.some(({ id }) => id === named);
      const stack = isId ? named : (await chooseStack(store.state, 'Open Dashboard', named))?.id;
      if (stack !== undefined) (await dashboards()).show(stack, '');
    });
  };

function namesService(args: CommandArguments, snapshot: Snapshot): boolean {
  if (args.from === 'nothing') return false;
  if (args.from === 'caller') return args.service !== undefined;
  // A row below a stack's is a service's or a replica's, also of a service of which nothing runs.
  const [row = ''] = args.ids;
  return findService(snapshot, row) !== undefined || snapshot.stacks.some(({ id }) => row.startsWith(`${id}/`));
}
