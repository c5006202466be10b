import * as vscode from 'vscode';
import type { Operation } from '../../core/operation/operation.js';
import { cancellingText } from '../../view/words/operation/cancelWords.js';
import { chooseOperation } from './ask/chooseOperation.js';
import type { CommandHandler } from './commandServices.js';
import type { OperationServices } from './operation/operationServices.js';

/** *Cancel Operation*: whatever this window carries out, whoever began it, ends at its next safe point. What came of it is told when it has. */
export const cancelOperation =
  ({ store, operations }: Pick<OperationServices, 'store' | 'operations'>): CommandHandler =>
  async (...args) => {
    const isRunning = ({ id }: Operation): boolean => store.state.own.get(id) === 'running';
    const running = store.state.operations.filter(isRunning);
    // Where there is only one, nobody has to say which.
    const [only] = args.length === 0 && running.length === 1 ? running : [];
    const operation =
      only ??
      (await chooseOperation(args, store.state, {
        title: 'Cancel Operation',
        none: 'There is nothing to cancel in this window. What another one runs is cancelled there.',
        fits: isRunning,
      }));
    if (!operation) return;
    const { runner } = await operations();
    const { operations: all, changes } = store.state;
    const text = cancellingText(all.find(({ id }) => id === operation.id) ?? operation, changes, Date.now());
    if (runner.cancel(operation.id) && text !== '') void vscode.window.showInformationMessage(text);
  };
