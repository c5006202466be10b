import * as vscode from 'vscode';
import { oneLine } from '../../view/markdown.js';
import { refuseUntrusted } from '../refuseUntrusted.js';
import { tellWithWays } from '../tellWithWays.js';
import type { HandVoice } from './checklistHand.js';

const maxCount = 10_000;

/** What of a pressed button is the editor's. */
export const handVoice: HandVoice = {
  say: (how, text, ways = [], again = () => undefined) => tellWithWays(how, text, ways, again),
  refuseUntrusted: refuseUntrusted,
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
