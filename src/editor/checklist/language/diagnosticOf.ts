import * as vscode from 'vscode';
import { commentsOnLine } from '../../../core/checklist/commentsOnLine.js';
import type { DocumentProblem } from '../../../core/checklist/document.js';
import { documentProblemText } from '../../../view/checklist/documentProblemWords.js';

/** A problem of a checklist at its place: at the word in its comment, or at the first line for what is of the whole file. */
export function diagnosticOf(problem: DocumentProblem, document: vscode.TextDocument): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(problem, document),
    documentProblemText(problem),
    vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Scalebook';
  return diagnostic;
}

function rangeOf(problem: DocumentProblem, document: vscode.TextDocument): vscode.Range {
  if (!('lines' in problem)) return document.lineAt(0).range;
  const word = 'id' in problem ? problem.id : problem.key;
  // The comment may be on a line of its own below the item's.
  const last = Math.min(problem.lines.last + 1, document.lineCount - 1);
  for (let line = problem.lines.first; line <= last; line++) {
    const { text } = document.lineAt(line);
    for (const { comment, column } of commentsOnLine(text)) {
      const at = 'id' in problem ? comment.lastIndexOf(word) : comment.indexOf(word);
      if (at >= 0) return new vscode.Range(line, column + at, line, column + at + word.length);
    }
  }
  return document.lineAt(Math.min(problem.lines.first, document.lineCount - 1)).range;
}
