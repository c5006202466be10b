import * as vscode from 'vscode';
import type { LoginQuestion, LoginQuestions } from '../../app/connection/ports.js';
import { confirmWords, noticeWords, secretWords } from '../../view/words/connection/loginWords.js';

/** Asks the person at this window what ssh wants to know. What is typed goes to ssh alone; nothing here keeps it. */
export const loginDesk: LoginQuestions = {
  ask({ kind, address, text }: LoginQuestion, signal: AbortSignal): Promise<string | undefined> {
    switch (kind) {
      case 'secret':
        return askSecret(address, text, signal);
      case 'confirm':
        return askYes(address, text);
      case 'notice':
        return showNotice(address, text, signal);
    }
  },
};

async function askSecret(address: string, text: string, signal: AbortSignal): Promise<string | undefined> {
  const source = new vscode.CancellationTokenSource();
  const close = (): void => source.cancel();
  signal.addEventListener('abort', close, { once: true });
  try {
    return await vscode.window.showInputBox(
      { ...secretWords(address, text), password: true, ignoreFocusOut: true },
      source.token,
    );
  } finally {
    signal.removeEventListener('abort', close);
    source.dispose();
  }
}

async function askYes(address: string, text: string): Promise<string | undefined> {
  const { title, detail, button } = confirmWords(address, text);
  const picked = await vscode.window.showWarningMessage(title, { modal: true, detail }, button);
  return picked === button ? 'yes' : undefined;
}

/** Stays until ssh no longer waits. */
async function showNotice(address: string, text: string, signal: AbortSignal): Promise<undefined> {
  const title = noticeWords(address, text);
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title },
    () =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
        if (signal.aborted) resolve();
      }),
  );
  return undefined;
}
