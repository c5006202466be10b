import * as vscode from 'vscode';
import type { RunbookCode } from '../../app/runbookCode.js';

const files: vscode.DocumentSelector = { scheme: 'file', pattern: '**/scalebook.{yaml,yml}' };

/** Completion and hover in runbook files, from the schema that checks them. An extension for YAML, which reads the same schema, goes before. */
export function registerRunbookLanguage(code: () => Promise<RunbookCode>): vscode.Disposable {
  if (vscode.extensions.getExtension('redhat.vscode-yaml')) return { dispose: () => undefined };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(files, {
      provideCompletionItems: async (document, position) => {
        const found = (await code()).suggestionsAt(document.getText(), {
          line: position.line,
          column: position.character,
        });
        // Behind a key that is only renamed, there is a colon already.
        const hasColon = /^[\w-]*["']?\s*:(\s|$)/.test(document.lineAt(position).text.slice(position.character));
        return found.map(({ label, kind, description }) => {
          const isKey = kind === 'key';
          const item = new vscode.CompletionItem(
            label,
            isKey ? vscode.CompletionItemKind.Property : vscode.CompletionItemKind.EnumMember,
          );
          item.documentation = description;
          item.insertText = isKey && !hasColon ? `${label}: ` : label;
          return item;
        });
      },
    }),
    vscode.languages.registerHoverProvider(files, {
      provideHover: async (document, position) => {
        const found = (await code()).hoverAt(document.getText(), { line: position.line, column: position.character });
        if (!found) return undefined;
        const range = new vscode.Range(position.line, found.from, position.line, found.to);
        return new vscode.Hover(new vscode.MarkdownString().appendText(found.text), range);
      },
    }),
  );
}
