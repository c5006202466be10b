import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import * as vscode from 'vscode';
import { findStack } from '../../core/stack/stack.js';
import { calendarsOf } from '../../core/policy/schedule/calendarsOf.js';
import { schedulePage } from '../../view/scheduleText.js';
import { chooseStack } from './chooseService.js';
import { readArguments } from './commandArguments.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { stackOfArguments } from './stackOfArguments.js';
import { withLiveStacks } from './withLiveStacks.js';

/** *Show Schedule*: what is expected in the next days, and how many replicas the runbook wants for it. */
export const showSchedule =
  (services: Pick<CommandServices, 'session' | 'store' | 'runbooks' | 'pages'>): CommandHandler =>
  async (...rawArgs) => {
    const args = readArguments(rawArgs);
    if (!args.ok) return void vscode.window.showErrorMessage(args.error);
    await withLiveStacks(services, async (snapshot) => {
      const named = stackOfArguments(args.value, snapshot);
      const stack =
        findStack(snapshot, named ?? '') ?? (await chooseStack(services.store.state, 'Show Schedule', named));
      if (!stack) return;
      // Nobody may have looked at a stack yet, and so no file have been read.
      await (await services.runbooks()).readNow();
      const { runbooks, calendars } = services.store.state;
      const runbook = runbookFor(stack, runbooks);
      const page = schedulePage(runbook, calendarsOf(runbook, runbooks, calendars), Date.now());
      await services.pages.open(`Schedule of ${stack.name}`, page);
    });
  };
