import type { PageButton } from './pageButton.js';

/** All that the report of a verification shows, ready to show: plain texts, hostile ones among them. */
export interface VerificationPage {
  readonly title: string;
  readonly summary: Sentence;
  /** Where, when, by whom, how thorough; a line each. */
  readonly circumstances: readonly string[];
  /** Undefined once it has ended. */
  readonly progress: PageProgress | undefined;
  /** What can be done with the report as a whole. */
  readonly buttons: readonly PageButton[];
  readonly groups: readonly CheckGroup[];
  readonly figures: FigureTable | undefined;
  readonly watch: WatchPart | undefined;
}

/** How something is; always beside a word that says so as well. */
export type Tone = 'pass' | 'fail' | 'warning' | 'unknown' | 'running' | 'waiting';

export interface Sentence {
  readonly tone: Tone;
  readonly text: string;
}

export interface PageProgress {
  readonly made: number;
  readonly total: number;
  readonly text: string;
}

/** A section of the runbook's verification. */
export interface CheckGroup {
  readonly id: string;
  readonly title: string;
  /** `5 of 6 passed`. */
  readonly count: string;
  readonly checks: readonly CheckRow[];
}

export interface CheckRow {
  /** The same in every run. */
  readonly id: string;
  readonly tone: Tone;
  /** `passed`, `failed`, `could not tell`, `running`. */
  readonly word: string;
  readonly title: string;
  /** Whose check it is: a service as people call it; empty for the whole stack. */
  readonly subject: string;
  /** `recommended`; empty for a required one. */
  readonly necessity: string;
  readonly evidence: string;
  readonly took: string;
  readonly facts: readonly FactRow[];
  /** What to do about it; empty where nothing is to be done. */
  readonly advice: string;
  readonly buttons: readonly PageButton[];
  /** Whether it can be made anew, or is being made anew. */
  readonly again: 'offered' | 'under-way' | 'none';
}

export interface FactRow {
  readonly tone: Tone;
  readonly word: string;
  readonly of: string;
  readonly figure: string;
  readonly bound: string;
  readonly before: string;
  readonly said: string;
}

export interface FigureTable {
  /** What the two columns are of. */
  readonly caption: string;
  readonly rows: readonly FigureRow[];
}

export interface FigureRow {
  readonly service: string;
  readonly metric: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
  readonly bound: string;
  readonly tone: Tone;
  readonly word: string;
  readonly bars: FigureBars;
}

/** As parts of the widest thing in the row, 0 to 1. */
export interface FigureBars {
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly bound: number | undefined;
}

export interface WatchPart {
  readonly title: string;
  readonly sentence: Sentence;
  readonly looks: readonly { readonly time: string; readonly tone: Tone; readonly text: string }[];
}
