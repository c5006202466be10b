import * as vscode from 'vscode';
import type { ContextKey } from './ids.js';

const last = new Map<ContextKey, unknown>();

/** Tells the editor a value that menus and welcome pages are chosen by; says nothing when it has not changed. */
export function setContextKey(key: ContextKey, value: string | boolean): void {
  if (last.get(key) === value) return;
  last.set(key, value);
  void vscode.commands.executeCommand('setContext', key, value);
}
