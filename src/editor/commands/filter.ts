import * as vscode from 'vscode';
import type { CommandHandler, CommandServices } from './commandServices.js';

/** *Filter by Name*: narrows the tree as one types; Esc takes back what was typed. */
export const filter =
  ({ tree }: Pick<CommandServices, 'tree'>): CommandHandler =>
  () => {
    const before = tree.filter;
    const input = vscode.window.createInputBox();
    input.title = 'Filter by Name';
    input.placeholder = 'Part of the name of a stack or service';
    input.value = before;
    let accepted = false;
    input.onDidChangeValue((text) => (tree.filter = text.trim()));
    input.onDidAccept(() => {
      accepted = true;
      input.hide();
    });
    input.onDidHide(() => {
      if (!accepted) tree.filter = before;
      input.dispose();
    });
    input.show();
  };

export const clearFilter =
  ({ tree }: Pick<CommandServices, 'tree'>): CommandHandler =>
  () => {
    tree.filter = '';
  };
