import * as vscode from 'vscode';
import { findStack, type Stack } from '../../../core/stack/stack.js';
import { chooseStack } from '../ask/chooseService.js';
import { readArguments } from './commandArguments.js';
import type { CommandHandler, CommandServices } from '../commandServices.js';
import { stackOfArguments } from './stackOfArguments.js';
import { withLiveStacks } from './withLiveStacks.js';

/** The frame of every command that is about one stack: the one it was called for, the window's own, or one that a person picks. */
export const onStack =
  (
    services: Pick<CommandServices, 'session' | 'store'>,
    title: string,
    use: (stack: Stack) => Promise<void>,
  ): CommandHandler =>
  async (...rawArgs) => {
    const args = readArguments(rawArgs);
    if (!args.ok) return void vscode.window.showErrorMessage(args.error);
    await withLiveStacks(services, async (snapshot) => {
      const named = stackOfArguments(args.value, snapshot);
      const stack = findStack(snapshot, named ?? '') ?? (await chooseStack(services.store.state, title, named));
      if (stack) await use(stack);
    });
  };
