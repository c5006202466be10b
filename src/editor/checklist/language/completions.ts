import * as vscode from 'vscode';
import { checklistActionIds, checklistCheckIds, checklistWhenIds } from '../../../core/checklist/bindings.js';
import { commentAt, type CommentPlace } from '../../../core/checklist/commentAt.js';
import {
  bindingActionWords,
  bindingCheckWords,
  bindingWhenWords,
  keyWords,
} from '../../../view/checklist/bindingWords.js';

interface Suggestion {
  readonly label: string;
  readonly detail: string;
}

const ids: Readonly<Record<keyof typeof keyWords, readonly Suggestion[]>> = {
  check: checklistCheckIds.map((id) => ({ label: id, detail: bindingCheckWords(id) })),
  action: checklistActionIds.map((id) => ({ label: id, detail: bindingActionWords[id] })),
  when: checklistWhenIds.map((id) => ({ label: id, detail: bindingWhenWords[id] })),
};
const keys: readonly Suggestion[] = Object.entries(keyWords).map(([label, detail]) => ({ label, detail }));

/** What can be typed in a comment behind a box: a key, then an id with what it stands for. */
export function completionsAt(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
  const place = commentAt(document.lineAt(position).text, position.character);
  if (!place) return [];
  const range = new vscode.Range(position.line, place.from, position.line, position.character);
  const suggestions = place.at === 'key' ? keys : ids[place.key];
  return suggestions.map((suggestion, index) => itemOf(suggestion, index, place, range));
}

function itemOf(
  { label, detail }: Suggestion,
  index: number,
  place: CommentPlace,
  range: vscode.Range,
): vscode.CompletionItem {
  const isKey = place.at === 'key';
  const item = new vscode.CompletionItem(
    { label, description: detail },
    isKey ? vscode.CompletionItemKind.Property : vscode.CompletionItemKind.EnumMember,
  );
  item.range = range;
  item.filterText = label;
  // In the order of a run, not of the alphabet.
  item.sortText = String(index).padStart(3, '0');
  const end = place.isClosed ? '' : ' -->';
  item.insertText = new vscode.SnippetString(isKey ? `${label}: $0${end}` : `${label}${end}`);
  if (isKey) item.command = { command: 'editor.action.triggerSuggest', title: '' };
  return item;
}
