import * as vscode from 'vscode';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { RunbookCode, RunbookProblem } from '../../app/runbookCode.js';
import type { LoadedRunbook } from '../../core/runbook/loadedRunbook.js';
import type { Runbook } from '../../core/runbook/runbook.js';
import type { Event } from '../../util/event.js';
import { runbookLocations, setProject } from './runbookLocations.js';

interface ReadText {
  readonly text: string;
  /** As it is on disk, and not only in an editor. */
  readonly saved: boolean;
}

/** What one file had when it was last looked at. */
interface Entry extends ReadText {
  /** The last good one; a broken file does not take it away. */
  readonly loaded: LoadedRunbook | undefined;
  readonly broken: boolean;
}

const maxBytes = 8 * 1024 * 1024;
const typingMs = 300;

/**
 * Reads the runbook files of this window, keeps the last good one of each in force, and shows what is wrong with them where it is. Not in an
 * untrusted workspace: a runbook names addresses to ask.
 */
export class RunbookFiles implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('scalebook');
  private readonly disposables: { dispose(): unknown }[] = [this.diagnostics];
  private watchers: vscode.Disposable[] = [];
  private watched = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reading: Promise<void> = Promise.resolve();
  private seen: LiveStore['state']['snapshot'];

  constructor(
    private readonly store: LiveStore,
    private readonly code: () => Promise<RunbookCode>,
    /** Runbooks that are in force without a file, before those of files. */
    private readonly builtIn: { readonly runbooks: readonly LoadedRunbook[]; readonly onDidChange: Event<void> },
    onDidChangeSetting: (listener: () => void) => vscode.Disposable,
  ) {
    this.disposables.push(
      store.onDidChange(({ snapshot }) => this.follow(snapshot)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.soonIfOurs(document.uri)),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.soonIfOurs(uri)),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.soonIfOurs(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.soonIfOurs(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.readSoon()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.readSoon()),
      onDidChangeSetting(() => this.readSoon()),
      // At once: what comes from the engine next is to be judged by it.
      builtIn.onDidChange(() => (store.state.runbooksRead ? this.publish() : undefined)),
    );
    for (const { uri } of vscode.workspace.textDocuments) this.soonIfOurs(uri);
  }

  /** The files there are, good or not. */
  get files(): readonly vscode.Uri[] {
    return [...this.entries.keys()].map((key) => vscode.Uri.parse(key));
  }

  /** Whether a file has been good since the window opened. */
  hasBeenGood(file: vscode.Uri): boolean {
    return this.entries.get(file.toString())?.loaded !== undefined;
  }

  fileOf(runbook: Runbook): vscode.Uri | undefined {
    const found = [...this.entries].find(([, { loaded }]) => loaded?.runbook === runbook);
    return found && vscode.Uri.parse(found[0]);
  }

  /** Where stacks come and go, other folders are looked into. */
  private follow(snapshot: LiveStore['state']['snapshot']): void {
    if (snapshot === this.seen) return;
    this.seen = snapshot;
    const isNew = locationKey(runbookLocations(snapshot)) !== this.watched;
    if (isNew || !this.store.state.runbooksRead) this.readSoon(0);
  }

  private soonIfOurs(uri: vscode.Uri): void {
    if (
      this.entries.has(uri.toString()) ||
      runbookLocations(this.seen).some((other) => other.toString() === uri.toString())
    )
      this.readSoon();
  }

  private readSoon(delayMs = typingMs): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.readNow(), delayMs);
  }

  /** Reads what is there at this moment, for whoever cannot wait until the editor tells of it. */
  readNow(): Promise<void> {
    clearTimeout(this.timer);
    this.reading = this.reading.then(() => this.readAll()).catch(() => undefined);
    return this.reading;
  }

  private async readAll(): Promise<void> {
    if (!vscode.workspace.isTrusted) return void this.publish();
    this.seen = this.store.state.snapshot;
    const locations = runbookLocations(this.seen);
    this.watch(locations);
    const found = new Set<string>();
    for (const uri of locations) {
      const read = await textOf(uri);
      if (!read) continue;
      found.add(uri.toString());
      await this.take(uri, read);
    }
    for (const key of this.entries.keys()) {
      if (found.has(key)) continue;
      this.entries.delete(key);
      this.diagnostics.delete(vscode.Uri.parse(key));
    }
    this.publish();
  }

  private async take(uri: vscode.Uri, { text, saved }: ReadText): Promise<void> {
    const before = this.entries.get(uri.toString());
    if (before?.text === text && before.saved === saved) return;
    const { runbook, problems } = (await this.code()).parseRunbook(text);
    const folder = vscode.Uri.joinPath(uri, '..').fsPath;
    // What is still being typed is checked, and comes into force when it is saved: 5 on the way to 50 is no maximum.
    const loaded = runbook && saved ? { runbook, folder, ...besides() } : before?.loaded;
    this.entries.set(uri.toString(), { text, saved, loaded, broken: !runbook });
    this.diagnostics.set(uri, problems.map(toDiagnostic));
  }

  private publish(): void {
    const read = [...this.entries.values()].flatMap(({ loaded }) => (loaded ? [loaded] : []));
    const runbooks = [...this.builtIn.runbooks, ...read];
    const before = this.store.state.runbooks;
    const runbookBroken = [...this.entries.values()].some(({ broken }) => broken);
    const same = runbooks.length === before.length && runbooks.every((loaded, index) => loaded === before[index]);
    const { state } = this.store;
    if (!same || runbookBroken !== state.runbookBroken || !state.runbooksRead)
      this.store.update({ runbooks: same ? before : runbooks, runbookBroken, runbooksRead: true });
  }

  /** Files are looked for by name: they may come later than the window. */
  private watch(locations: readonly vscode.Uri[]): void {
    const key = locationKey(locations);
    if (key === this.watched) return;
    this.watched = key;
    for (const watcher of this.watchers) watcher.dispose();
    this.watchers = locations.flatMap((uri) => {
      const folder = vscode.Uri.joinPath(uri, '..');
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(folder, uri.path.split('/').at(-1) ?? ''),
      );
      const read = (): void => this.readSoon();
      return [watcher, watcher.onDidChange(read), watcher.onDidCreate(read), watcher.onDidDelete(read)];
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const item of [...this.disposables, ...this.watchers]) item.dispose();
  }
}

/** A file that the setting names lies anywhere, and is for the project of the first folder. */
const besides = (): { readonly project?: string } => {
  const project = setProject();
  return project === undefined ? {} : { project };
};

const locationKey = (locations: readonly vscode.Uri[]): string => locations.map(String).join('\n');

/**
 * As it stands in an editor where it has been changed, else as it is on disk. Undefined when there is none: the editor keeps the text of a
 * file for minutes after its last tab was closed, even when the file was deleted.
 */
async function textOf(uri: vscode.Uri): Promise<ReadText | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty) return { text: open.getText(), saved: false };
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    // The parser refuses what is too large by its length; more than this is not worth reading for that.
    const bytes = size > maxBytes ? new Uint8Array() : await vscode.workspace.fs.readFile(uri);
    const text = size > maxBytes ? '#'.repeat(2 * 1024 * 1024) : new TextDecoder().decode(bytes);
    return { text, saved: true };
  } catch {
    return undefined;
  }
}

function toDiagnostic({ message, severity, from, to }: RunbookProblem): vscode.Diagnostic {
  const range = new vscode.Range(from.line, from.column, to.line, to.column);
  const level = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(range, message, level);
  diagnostic.source = 'Scalebook';
  return diagnostic;
}
