import type { PageButton } from './pageButton.js';
import type { Sentence, Tone } from './verificationPage.js';

/** All that a dashboard shows beside its figures, ready to show: plain texts, hostile ones among them. */
export interface DashboardPage {
  /** Of the editor's tab. */
  readonly title: string;
  readonly heading: string;
  /** Where, and since when there are figures; a line each. */
  readonly circumstances: readonly string[];
  /** Why the figures are old, or there are none. */
  readonly notice: Sentence | undefined;
  /** No figure is of now: all are dimmed. */
  readonly isOld: boolean;
  readonly services: readonly Choice[];
  /** The chosen one's id. */
  readonly service: string;
  readonly ranges: readonly Choice[];
  readonly range: string;
  readonly decision: DecisionPart | undefined;
  /** To pages elsewhere. */
  readonly links: readonly PageButton[];
  readonly span: TimeSpan;
  readonly charts: readonly ChartPart[];
  readonly replicas: ReplicasPart | undefined;
  readonly marks: readonly MarkPart[];
  /** Empty unless they are asked for. */
  readonly tables: readonly TextTable[];
}

export interface Choice {
  readonly id: string;
  readonly title: string;
}

export interface DecisionPart {
  readonly summary: Sentence;
  /** While it is the same, a new sentence is not said aloud. */
  readonly episode: string;
  readonly reasons: readonly string[];
  readonly buttons: readonly PageButton[];
}

/** Wall times, ms. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
  /** What the clock on the wall is ahead of UTC by, ms. */
  readonly clockOffsetMs: number;
}

/** How a number of a chart is written. */
export interface FigureFormat {
  /** Divided by this first. */
  readonly per: number;
  /** Of the grid. */
  readonly decimals: number;
  /** Of a single figure. */
  readonly fine: number;
  readonly suffix: string;
}

/** One chart: metrics that people look at together and that have one unit. */
export interface ChartPart {
  readonly id: string;
  readonly title: string;
  /** What a screen reader says in its place. */
  readonly spoken: string;
  readonly scale: ValueScale;
  readonly lines: readonly LinePart[];
  /** Why there is nothing to draw; empty where there is a figure. */
  readonly empty: string;
}

export interface ValueScale {
  /** From zero to this. */
  readonly max: number;
  /** A step of the grid. */
  readonly step: number;
  readonly format: FigureFormat;
}

export interface LinePart {
  /** Of its table, too. */
  readonly id: string;
  readonly title: string;
  readonly now: string;
  /** How old that is, where it is old. */
  readonly age: string;
  readonly bound: string;
  readonly tone: Tone;
  readonly word: string;
  /** Where the bands behind the line begin; undefined where there is none. */
  readonly warning: number | undefined;
  readonly critical: number | undefined;
  /** The line whose bands are shown. */
  readonly leads: boolean;
}

/** A small chart for each replica, all on one scale. */
export interface ReplicasPart {
  readonly title: string;
  /** What there is to see in them. */
  readonly sentence: string;
  /** Of their bands and of the scale: each metric's table has a column for each replica, in their order. */
  readonly metrics: readonly ReplicaMetric[];
  readonly replicas: readonly ReplicaPart[];
}

export interface ReplicaMetric {
  readonly id: string;
  readonly title: string;
  readonly max: number;
  readonly warning: number | undefined;
  readonly critical: number | undefined;
}

export interface ReplicaPart {
  readonly id: string;
  readonly title: string;
  /** `healthy`, `starting`. */
  readonly state: string;
  readonly tone: Tone;
  /** In the order of the metrics. */
  readonly figures: readonly { readonly now: string; readonly tone: Tone }[];
  readonly spoken: string;
}

/** Something that was done, as a mark on the time axis. */
export interface MarkPart {
  readonly id: string;
  readonly at: number;
  /** Where it has ended. */
  readonly until: number | undefined;
  readonly text: string;
}

export interface TextTable {
  readonly id: string;
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly TextRow[];
}

export interface TextRow {
  readonly id: string;
  /** The first one heads the row. */
  readonly cells: readonly string[];
  readonly tone: Tone;
}
