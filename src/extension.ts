import type * as vscode from 'vscode';
import { wire } from './wiring.js';

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(wire(context));
}

export function deactivate(): void {
  // The editor disposes what activate put into the subscriptions.
}
