import * as vscode from 'vscode';

/** How loud it is. */
export type Tone = 'information' | 'warning' | 'error';

/** What buttons do, by what they say. */
export type Deeds = Readonly<Record<string, () => unknown>>;

/**
 * Tells of something with buttons, and does what the one says that is pressed. Not to be waited for: it stays until somebody answers, and whoever
 * waits for that may keep a connection.
 */
export function tell(tone: Tone, text: string, deeds: Deeds): void {
  void shows[tone](text, ...Object.keys(deeds)).then((picked) =>
    picked === undefined ? undefined : deeds[picked]?.(),
  );
}

type Show = (text: string, ...buttons: string[]) => Thenable<string | undefined>;

const shows = {
  information: (text, ...buttons) => vscode.window.showInformationMessage(text, ...buttons),
  warning: (text, ...buttons) => vscode.window.showWarningMessage(text, ...buttons),
  error: (text, ...buttons) => vscode.window.showErrorMessage(text, ...buttons),
} as const satisfies Record<Tone, Show>;
