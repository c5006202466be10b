import * as vscode from 'vscode';
import type { ChecklistDocuments } from '../../app/checklist/ports.js';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { ChecklistDocument } from '../../core/checklist/document.js';
import type { ChecklistRun } from '../../core/checklist/run.js';
import { textForRun, type TextForRun } from '../../core/checklist/textForRun.js';
import type { ChecklistContract } from '../../protocol/checklistContract.js';
import type { Disposable } from '../../util/disposable.js';
import { messageOf } from '../../util/messageOf.js';
import type { ChecklistContext } from '../../view/checklist/checklistContext.js';
import { checklistMarks } from '../../view/checklist/checklistMarks.js';
import { contentOf } from '../../view/checklist/contentOf.js';
import { documentFailureText } from '../../view/checklist/documentFailureWords.js';
import { lostChecklist } from '../../view/checklist/lostChecklist.js';
import { MarkChanges } from '../../view/checklist/markChanges.js';
import { userName } from '../user.js';
import { ChecklistHand, type HandNeeds } from './checklistHand.js';
import { checklistKind } from './checklistKind.js';
import { ChecklistPlaces } from './checklistPlaces.js';
import { handVoice } from './handVoice.js';
import { PagePanel } from './pagePanel.js';

export interface ChecklistPanelNeeds extends HandNeeds {
  readonly store: LiveStore;
  readonly documents: ChecklistDocuments;
  readonly extension: vscode.Uri;
}

/** What changes within a moment is told at once. */
const gatherMs = 60;

const noText: ChecklistDocument = { title: '', blocks: [], problems: [] };

/** The page of one run in an editor: told of its text once for each version of it, and of what changes as it changes. */
export class ChecklistPanel implements vscode.Disposable {
  private readonly page: PagePanel<ChecklistContract>;
  private readonly hand: ChecklistHand;
  private readonly disposables: Disposable[] = [];
  private readonly changes = new MarkChanges();
  private readonly outputs = new Map<string, string>();
  private readonly user = userName();
  private document: ChecklistDocument | undefined;
  /** Why the document is not as it is in the file; empty where it is. */
  private failure = '';
  private following: Disposable | undefined;
  private watching: Disposable | undefined;
  private version = 0;
  private reads = 0;
  private links: readonly string[] = [];
  private told: { readonly run: ChecklistRun | undefined; readonly elsewhere: string | undefined } | undefined;
  private text: { readonly of: readonly unknown[]; readonly value: TextForRun } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly id: string,
    private readonly panel: vscode.WebviewPanel,
    private readonly needs: ChecklistPanelNeeds,
    ended: () => void,
  ) {
    this.hand = new ChecklistHand(needs, handVoice, () => {
      const { run } = this;
      return run && { run, text: this.textOf(run), elsewhere: this.elsewhere(run) };
    });
    const { hand } = this;
    this.page = new PagePanel(
      panel,
      needs.extension,
      checklistKind,
      {
        ready: () => this.greet(),
        press: ({ button }) => void hand.press(button),
        pressOnStage: ({ stage, button }) => void hand.pressOnStage(stage, button),
        pressOnItem: ({ item, button }) => void hand.pressOnItem(item, button),
        pressOnFence: ({ fence, button }) => void hand.pressOnFence(fence, button),
        follow: ({ version, link }) => void this.followLink(version, link),
        tick: async ({ item, isTicked, reason }) => ({ refusal: await hand.tick(item, isTicked, reason) }),
        note: async ({ item, text }) => ({ refusal: await hand.note(item, text) }),
      },
      () => this.markSoon(),
      (what) => needs.warn(`The page of a checklist sent ${what}; it was not heard.`),
    );
    this.disposables.push(
      needs.store.onDidChange(() => this.follow()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.markSoon()),
      panel.onDidChangeViewState(() => this.look()),
      this.page.onDidEnd(() => {
        clearTimeout(this.timer);
        for (const each of [this.following, this.watching, ...this.disposables]) each?.dispose();
        ended();
      }),
    );
    this.follow();
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** What a command of it has written up to now. */
  output(fence: string, text: string): void {
    this.outputs.set(fence, text);
    this.markSoon();
  }

  private get run(): ChecklistRun | undefined {
    return this.needs.store.state.checklistRuns.find(({ id }) => id === this.id);
  }

  /** A machine looks at it for as long as somebody does. */
  private look(): void {
    const { run } = this;
    if (this.page.isVisible && run && run.endedAt === undefined) this.watching ??= this.needs.runner.watch(this.id);
    else {
      this.watching?.dispose();
      this.watching = undefined;
    }
  }

  private greet(): void {
    this.page.begin();
    this.page.tell('identify', { run: this.id });
    this.show();
  }

  private follow(): void {
    const { run } = this;
    if (run && !this.following) {
      this.following = this.needs.documents.follow(run.source, () => void this.read());
      void this.read();
    }
    this.look();
    // Figures come in every few seconds: they are nothing to a checklist.
    if (this.told && (run !== this.told.run || (run && this.elsewhere(run) !== this.told.elsewhere))) this.markSoon();
  }

  private async read(): Promise<void> {
    const { run } = this;
    if (!run) return;
    this.reads += 1;
    const turn = this.reads;
    try {
      const read = await this.needs.documents.read(run.source);
      // Another reading has begun since, and knows better.
      if (turn !== this.reads) return;
      if (read.ok) this.document = read.value;
      this.failure = read.ok ? '' : documentFailureText(read.error);
    } catch (error) {
      this.needs.warn(`A checklist could not be read: ${messageOf(error)}`);
      this.failure = documentFailureText({ reason: 'unreadable', detail: messageOf(error) });
    }
    this.show();
  }

  /** All of it, once its text has been read: an empty page before that would be taken for all there is. */
  private show(): void {
    const context = this.context();
    if (!context) return void this.page.tell('show', lostChecklist);
    if (!this.isRead) return;
    const places = new ChecklistPlaces(context.run.source, this.panel.webview);
    const content = contentOf(context.document, new Set(context.stages.map(({ id }) => id)), places);
    const marks = checklistMarks(context, this.failure);
    this.version += 1;
    this.links = content.links;
    this.changes.begin(marks);
    this.entitle(marks.head.title);
    this.page.tell('show', { version: this.version, sections: content.sections, marks });
  }

  private get isRead(): boolean {
    return this.document !== undefined || this.failure !== '';
  }

  private markSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.mark();
    }, gatherMs);
  }

  /** What has changed. */
  private mark(): void {
    const context = this.context();
    if (!context || !this.isRead) return;
    const marks = checklistMarks(context, this.failure);
    this.entitle(marks.head.title);
    const changed = this.changes.changes(marks);
    if (changed) this.page.tell('mark', changed);
  }

  private entitle(title: string): void {
    if (this.panel.title !== title) this.panel.title = title;
  }

  private context(): ChecklistContext | undefined {
    const { run } = this;
    const elsewhere = run && this.elsewhere(run);
    this.told = { run, elsewhere };
    if (!run) return undefined;
    return {
      ...this.textOf(run),
      run,
      outputs: this.outputs,
      runs: (fence) => this.needs.fences.isRunning(run.id, fence),
      now: Date.now(),
      zone: undefined,
      user: this.user,
      isTrusted: vscode.workspace.isTrusted,
      elsewhere,
    };
  }

  private textOf({ subject }: ChecklistRun): TextForRun {
    const of = [this.document, subject] as const;
    if (!this.text?.of.every((each, index) => each === of[index]))
      this.text = { of, value: textForRun(this.document ?? noText, subject) };
    return this.text.value;
  }

  /** The context that is in use, where it is another one than the run's. */
  private elsewhere({ subject }: ChecklistRun): string | undefined {
    const { connection } = this.needs.store.state;
    const isHere = connection.phase === 'idle' || subject.context === '' || connection.context.name === subject.context;
    return isHere ? undefined : connection.context.name;
  }

  private async followLink(version: number, link: number): Promise<void> {
    const { run } = this;
    const href = version === this.version ? this.links[link] : undefined;
    if (!run || href === undefined) return;
    const places = new ChecklistPlaces(run.source, this.panel.webview);
    try {
      await places.follow(href, (heading) => this.page.tell('reveal', { heading }));
    } catch (error) {
      this.needs.warn(`A link of a checklist could not be followed: ${messageOf(error)}`);
    }
  }

  dispose(): void {
    this.panel.dispose();
  }
}
