import * as vscode from 'vscode';
import { readArguments } from './arguments/commandArguments.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { resolveServices, type ServiceTarget } from './arguments/resolveServices.js';
import { withLiveStacks } from './arguments/withLiveStacks.js';

/** The frame of every command that looks at services or replicas and changes nothing. */
export const lookAtServices =
  (
    services: Pick<CommandServices, 'session' | 'store'>,
    title: string,
    look: (targets: readonly ServiceTarget[]) => Promise<void>,
  ): CommandHandler =>
  async (...rawArgs) => {
    const args = readArguments(rawArgs);
    if (!args.ok) return void vscode.window.showErrorMessage(args.error);
    await withLiveStacks(services, async () => {
      const targets = await resolveServices(args.value, services.store.state, title, false);
      if (targets && targets.length > 0) await look(targets);
    });
  };
