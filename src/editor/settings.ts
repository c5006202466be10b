import * as vscode from 'vscode';
import type { ScalerPreference } from '../core/scaling/scalerChoice.js';
import { verifyAfterModes, type VerifyAfterMode } from '../core/verification/verifyAfterMode.js';
import { tellTeamModes, type TellTeam } from '../core/team/teamOffer.js';
import type { SettingKey } from './ids.js';

const scalers: readonly ScalerPreference[] = ['auto', 'replicate', 'compose'];
const statusBarModes = ['auto', 'always', 'never'] as const;
export type StatusBarMode = (typeof statusBarModes)[number];

/** Settings as they are at the moment of asking. A value of the wrong kind counts as the default. */
export const settings = {
  scaler: (): ScalerPreference => oneOf(scalers, read('scalebook.scaler'), 'auto'),
  statusBar: (): StatusBarMode => oneOf(statusBarModes, read('scalebook.statusBar'), 'auto'),
  readingIntervalMs: (): number => {
    const seconds = read('scalebook.readingInterval');
    return typeof seconds === 'number' && seconds >= 2 && seconds <= 300 ? seconds * 1000 : 5000;
  },
  /** Empty: beside the Compose file. */
  runbookFile: (): string => {
    const path = read('scalebook.runbookFile');
    return typeof path === 'string' ? path.trim() : '';
  },
  notifications: (): boolean => read('scalebook.notifications') !== false,
  /** The person's half of letting the schedule act alone. */
  scheduleActs: (): boolean => read('scalebook.scheduleActs') === true,
  /** Of every place that has a say: a workspace cannot take a protection away. */
  protectedContexts: (): readonly string[] => {
    const said = vscode.workspace.getConfiguration().inspect('scalebook.protectedContexts' satisfies SettingKey);
    const lists = [said?.globalValue, said?.workspaceValue, said?.workspaceFolderValue];
    return [...new Set(lists.flatMap((list: unknown) => (Array.isArray(list) ? list.filter(isText) : [])))];
  },
  tellTeam: (): TellTeam => oneOf(tellTeamModes, read('scalebook.tellTeam'), 'ask'),
  /** What is verified by itself after an operation. */
  verifyAfter: (): VerifyAfterMode => oneOf(verifyAfterModes, read('scalebook.verifyAfter'), 'full'),
  dockerPath: (): string => {
    const path = read('scalebook.dockerPath');
    return typeof path === 'string' && path.trim() !== '' ? path.trim() : 'docker';
  },
};

/** Calls the listener after each change of the setting, whoever made it, until disposed. */
export function onDidChangeSetting(key: SettingKey, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(key)) listener();
  });
}

const read = (key: SettingKey): unknown => vscode.workspace.getConfiguration().get(key);

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

function oneOf<T extends string>(allowed: readonly T[], value: unknown, otherwise: T): T {
  return allowed.find((entry) => entry === value) ?? otherwise;
}
