import * as vscode from 'vscode';
import type { ChecklistCode } from '../../../app/checklist/checklistCode.js';
import type { ChecklistLanguage } from '../registerChecklistLanguage.js';
import { completionsAt } from './completions.js';
import { diagnosticOf } from './diagnosticOf.js';

/** The bundle that helps with writing checklists: loaded with the first file that binds an item. */
export function createChecklistLanguage(code: () => Promise<ChecklistCode>): ChecklistLanguage {
  const diagnostics = vscode.languages.createDiagnosticCollection('scalebook.checklists');
  return {
    completionsAt,
    check: async (document) => {
      const { version } = document;
      const { problems } = (await code()).readChecklist(document.getText());
      // A later look tells what a later text has.
      if (document.version !== version || document.isClosed) return;
      diagnostics.set(
        document.uri,
        problems.map((problem) => diagnosticOf(problem, document)),
      );
    },
    forget: (uri) => diagnostics.delete(uri),
    dispose: () => diagnostics.dispose(),
  };
}
