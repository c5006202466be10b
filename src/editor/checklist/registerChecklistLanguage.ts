import * as vscode from 'vscode';

/** What helps with writing checklists; a bundle of its own. */
export interface ChecklistLanguage extends vscode.Disposable {
  completionsAt(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[];
  /** Shows what is wrong with its bindings. */
  check(document: vscode.TextDocument): Promise<void>;
  /** Shows nothing more of it. */
  forget(uri: vscode.Uri): void;
}

const binding = /<!--[ \t]*(check|action|when)[ \t]*:/;
const typingMs = 300;

/** Completion and diagnostics for Markdown files that bind items to checks; of other ones no more than their text is looked at. */
export function registerChecklistLanguage(language: () => Promise<ChecklistLanguage>): vscode.Disposable {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const shown = new Set<string>();
  const look = (document: vscode.TextDocument): void => {
    const key = document.uri.toString();
    timers.delete(key);
    const isChecklist = !document.isClosed && binding.test(document.getText());
    if (!isChecklist && !shown.has(key)) return;
    if (isChecklist) shown.add(key);
    else shown.delete(key);
    // What cannot be loaded now is asked for again with the next change.
    language()
      .then((loaded) => (isChecklist ? loaded.check(document) : loaded.forget(document.uri)))
      .catch(() => undefined);
  };
  const soon = (document: vscode.TextDocument): void => {
    if (document.languageId !== 'markdown' || !canBeWritten(document.uri)) return;
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => look(document), typingMs),
    );
  };
  for (const document of vscode.workspace.textDocuments) soon(document);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(soon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => soon(document)),
    vscode.workspace.onDidCloseTextDocument(soon),
    vscode.languages.registerCompletionItemProvider(
      { language: 'markdown' },
      {
        provideCompletionItems: async (document, position) => {
          const before = document.lineAt(position).text.slice(0, position.character);
          return before.includes('<!--') ? (await language()).completionsAt(document, position) : [];
        },
      },
      ' ',
      ':',
      '-',
    ),
    {
      dispose: () => {
        for (const timer of timers.values()) clearTimeout(timer);
      },
    },
  );
}

/** Not one side of a comparison, nor a page that somebody made: nobody can mend those. */
const canBeWritten = ({ scheme }: vscode.Uri): boolean =>
  scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
