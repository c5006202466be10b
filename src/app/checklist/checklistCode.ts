import type { ChecklistDocument } from '../../core/checklist/document.js';

/** Reads Markdown files as checklists; a bundle of its own, loaded with the first of them. */
export interface ChecklistCode {
  /** Never fails: the document's problems tell what could not be taken. */
  readChecklist(text: string): ChecklistDocument;
}
