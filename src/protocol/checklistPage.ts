import type { PageSection } from './checklistContent.js';
import type { PageButton } from './pageButton.js';

/** All that the panel of a checklist shows, ready to show: plain texts, hostile ones among them. */
export interface ChecklistPage {
  /** Of its text: another one has another. Links are known by their number in it. */
  readonly version: number;
  readonly sections: readonly PageSection[];
  readonly marks: ChecklistMarks;
}

/** What changes while somebody works through it. As a delta it has only what is another than before. */
export interface ChecklistMarks {
  readonly head?: PageHead;
  readonly foot?: PageFoot;
  /** All of them in their order, where one is another. */
  readonly stages?: readonly StageMark[];
  readonly items: readonly ItemMark[];
  readonly fences: readonly FenceMark[];
}

export interface PageHead {
  readonly title: string;
  /** When, by whom, where; a few words each. */
  readonly circumstances: readonly string[];
  /** What stands in the way of everything here, or is not as one would expect; empty where nothing is. */
  readonly notices: readonly string[];
  readonly buttons: readonly PageButton[];
}

/** What comes next, or that all is done. */
export interface PageFoot {
  readonly text: string;
  readonly isDone: boolean;
  /** The item that comes next, to be gone to; empty where there is none. */
  readonly item: string;
  readonly button: PageButton | undefined;
}

export interface StageMark {
  /** Of its section. */
  readonly id: string;
  readonly title: string;
  readonly state: 'open' | 'current' | 'done' | 'closed';
  readonly done: number;
  readonly total: number;
  /** `7/8`. */
  readonly count: string;
  /** The same for whoever listens: `7 of 8 done`. */
  readonly spokenCount: string;
  /** `closed 14:31 by you`; empty while it is open. */
  readonly note: string;
  readonly buttons: readonly PageButton[];
  /** Which of its items do not apply, and why; empty where all do. */
  readonly notNeeded: string;
  /** Said once when it comes true; empty while it is not. */
  readonly announcement: string;
}

export type ItemTone = 'open' | 'ticked' | 'failed' | 'unknown' | 'not-needed';

export interface ItemMark {
  readonly id: string;
  readonly tone: ItemTone;
  /** What the glyph says: `ticked by Scalebook`, `failed`, `could not be told`. */
  readonly word: string;
  readonly isTicked: boolean;
  readonly mayTick: boolean;
  /** Why it is asked for a reason when somebody ticks it, or unticks it: what the machine sees. Empty where it is not. */
  readonly against: string;
  /** The line's second half. */
  readonly evidence: string;
  readonly time: string;
  /** Who ticks it, or has ticked it: `auto`, `you`, a name. */
  readonly who: string;
  readonly buttons: readonly PageButton[];
  /** What lies behind the evidence, a sentence each. */
  readonly facts: readonly string[];
  readonly notes: readonly string[];
  /** Said once when it comes true; empty while it is not. */
  readonly announcement: string;
}

/** A command as it stands now. */
export interface FenceMark {
  /** Of its fence. */
  readonly id: string;
  /** Placeholders filled: what would be run, and nothing else. */
  readonly text: string;
  /** What to know about it before it is run; a sentence each. */
  readonly notes: readonly string[];
  /** The same done safely by Scalebook, with why that is better; offered first. */
  readonly instead: { readonly button: PageButton; readonly why: string } | undefined;
  /** What it could take away for good, a sentence each: the host asks once more before it is run. */
  readonly dangers: readonly string[];
  readonly buttons: readonly PageButton[];
  readonly run: FenceRun | undefined;
  readonly announcement: string;
}

export interface FenceRun {
  readonly tone: 'running' | 'pass' | 'fail' | 'unknown';
  /** `exit code 0 after 1.2 s, 14:03, you`. */
  readonly line: string;
  /** Bounded; empty where it said nothing. */
  readonly output: string;
}
