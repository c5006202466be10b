import * as vscode from 'vscode';
import type { ChecklistCode } from '../../app/checklist/checklistCode.js';
import type { ChecklistDocuments, DocumentFailure } from '../../app/checklist/ports.js';
import type { ChecklistDocument } from '../../core/checklist/document.js';
import type { ChecklistSource } from '../../core/checklist/run.js';
import type { Disposable } from '../../util/disposable.js';
import { messageOf } from '../../util/messageOf.js';
import { fail, ok, type Result } from '../../util/result.js';
import { followFile } from './followFile.js';

/** A megabyte of text in whatever script. */
const maxBytes = 4_000_000;
/** Documents that are kept as they were read last. */
const maxKept = 20;

/** Checklists of the workspace, and the bundled one: what an editor has of them, or else what is on disk. */
export class EditorDocuments implements ChecklistDocuments {
  private readonly kept = new Map<string, { readonly text: string; readonly document: ChecklistDocument }>();

  constructor(
    private readonly bundled: vscode.Uri,
    private readonly code: () => Promise<ChecklistCode>,
  ) {}

  async read(source: ChecklistSource): Promise<Result<ChecklistDocument, DocumentFailure>> {
    const uri = this.uriOf(source);
    const text = await textOf(uri);
    if (!text.ok) return text;
    const key = uri.toString();
    const before = this.kept.get(key);
    if (before?.text === text.value) return ok(before.document);
    const document = (await this.code()).readChecklist(text.value);
    this.kept.delete(key);
    this.kept.set(key, { text: text.value, document });
    for (const old of [...this.kept.keys()].slice(0, -maxKept)) this.kept.delete(old);
    return ok(document);
  }

  follow(source: ChecklistSource, onChange: () => void): Disposable {
    // What is shipped stays as it is.
    return source.from === 'bundled' ? { dispose: () => undefined } : followFile(this.uriOf(source), onChange);
  }

  private uriOf(source: ChecklistSource): vscode.Uri {
    return source.from === 'bundled' ? this.bundled : vscode.Uri.parse(source.uri);
  }
}

async function textOf(uri: vscode.Uri): Promise<Result<string, DocumentFailure>> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  // The editor keeps the text of a file for minutes after its last tab was closed, even when the file was deleted.
  if (open?.isDirty) return ok(open.getText());
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > maxBytes) return fail({ reason: 'too-large', bytes: size, maxBytes });
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return text.includes('\0') ? fail({ reason: 'unreadable', detail: 'it is no text' }) : ok(text);
  } catch (error) {
    const isGone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return fail(isGone ? { reason: 'gone' } : { reason: 'unreadable', detail: messageOf(error) });
  }
}
