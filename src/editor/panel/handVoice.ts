import * as vscode from 'vscode';
import { oneLine } from '../../view/markdown.js';
import { refuseUntrusted } from '../refuseUntrusted.js';
import type { HandVoice } from './checklistHand.js';

const maxCount = 10_000;

const shows = {
  information: (text) => vscode.window.showInformationMessage(text),
  warning: (text) => vscode.window.showWarningMessage(text),
  error: (text) => vscode.window.showErrorMessage(text),
} as const satisfies Record<Parameters<HandVoice['say']>[0], (text: string) => Thenable<unknown>>;

/** What of a pressed button is the editor's. */
export const handVoice: HandVoice = {
  say: (how, text) => void shows[how](text),
  refuseUntrusted: (what) => void refuseUntrusted(what),
  copy: async (text) => vscode.env.clipboard.writeText(text),
  call: async ({ command, argument }) => {
    await vscode.commands.executeCommand(command, argument);
  },
  askTarget: async ({ subject, name }) => {
    const text = await vscode.window.showInputBox({
      title: oneLine(name),
      prompt: `How many replicas of ${oneLine(subject.service)} this checklist is about`,
      value: subject.target === undefined ? '' : String(subject.target),
      validateInput: (value) =>
        isCount(value) ? undefined : `A whole number up to ${maxCount}; nothing is scaled by it.`,
    });
    return text !== undefined && isCount(text) ? Number(text) : undefined;
  },
};

const isCount = (text: string): boolean => /^\d{1,5}$/.test(text.trim()) && Number(text) <= maxCount;
