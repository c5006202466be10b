/** A Markdown file as a checklist: what is drawn, in its order. Every text of it is hostile. */
export interface ChecklistDocument {
  /** Of the first heading; empty where there is none. */
  readonly title: string;
  readonly blocks: readonly Block[];
  /** What could not be taken as it stands there. */
  readonly problems: readonly DocumentProblem[];
}

/** Where something stands in the file: lines from 0, the last one included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

export type Block =
  | {
      readonly block: 'heading';
      readonly id: string;
      readonly level: HeadingLevel;
      readonly content: readonly Inline[];
    }
  | { readonly block: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly block: 'list'; readonly start: number | undefined; readonly items: readonly ListItem[] }
  | { readonly block: 'table'; readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  | ({ readonly block: 'code' } & Fence)
  | { readonly block: 'quote'; readonly blocks: readonly Block[] }
  | { readonly block: 'rule' };

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

/** An entry of a list; of an ordered one where the list has a `start`. */
export interface ListItem {
  /** Undefined for an entry without a box. */
  readonly task: Task | undefined;
  readonly blocks: readonly Block[];
}

/** A box to tick. */
export interface Task {
  /** Of its words and of how many there were with the same words before it: the same as long as both are. */
  readonly id: string;
  /** Its own line as plain text, without boxes, marks and comments. */
  readonly text: string;
  /** As the file has it. Ticks belong to a run: it counts for nothing there. */
  readonly isTicked: boolean;
  readonly binding: Binding;
  readonly lines: Lines;
}

/** What the comments behind an item say, such as `<!-- check: replicas-healthy -->`; ids that may not exist. */
export interface Binding {
  /** All of them have to pass; none where nothing but a person ticks it. */
  readonly check: readonly string[];
  readonly action: string | undefined;
  /** When the item applies at all, such as `database`: all of them have to hold. */
  readonly when: readonly string[];
}

/** A block of code. */
export interface Fence {
  /** Of its text and of how many with the same text there were before it. */
  readonly id: string;
  /** First word of its info string, in lower case; empty where there is none. */
  readonly language: string;
  readonly text: string;
  /** The item that it belongs to, by its id. */
  readonly task: string | undefined;
  readonly lines: Lines;
}

export interface Cell {
  readonly align: 'left' | 'center' | 'right' | undefined;
  readonly content: readonly Inline[];
}

export type Inline =
  | { readonly inline: 'text'; readonly text: string }
  | { readonly inline: 'code'; readonly text: string }
  | { readonly inline: 'strong' | 'emphasis' | 'strike'; readonly content: readonly Inline[] }
  /** `href` as it stands there: whether it may be followed is decided where it is. */
  | { readonly inline: 'link'; readonly href: string; readonly content: readonly Inline[] }
  | { readonly inline: 'image'; readonly source: string; readonly alt: string }
  | { readonly inline: 'break' };

export type DocumentProblem =
  | {
      readonly problem: 'unknown-check' | 'unknown-action' | 'unknown-when';
      readonly id: string;
      readonly lines: Lines;
    }
  | { readonly problem: 'unknown-comment'; readonly key: string; readonly lines: Lines }
  /** Only its beginning is there. */
  | { readonly problem: 'too-long'; readonly maxItems: number }
  | { readonly problem: 'too-deep'; readonly maxDepth: number }
  /** What is behind them stands there as plain text. */
  | { readonly problem: 'too-many-marks'; readonly maxMarks: number };
