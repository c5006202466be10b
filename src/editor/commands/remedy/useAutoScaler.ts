import * as vscode from 'vscode';
import type { SettingKey } from '../../ids.js';

/** Sets scalebook.scaler to `auto` where it is set to something else now. */
export async function useAutoScaler(): Promise<void> {
  const key = 'scalebook.scaler' satisfies SettingKey;
  const configuration = vscode.workspace.getConfiguration();
  const target =
    configuration.inspect(key)?.workspaceValue === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  await configuration.update(key, 'auto', target);
}
