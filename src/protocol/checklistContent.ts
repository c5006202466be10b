/** A Markdown file as a page shows it. Texts alone: no address that a page could follow, no HTML. */
export interface PageSection {
  /** Of its heading; empty before the first. */
  readonly id: string;
  /** It has progress, and its heading stays in sight. */
  readonly isStage: boolean;
  readonly heading: PageHeading | undefined;
  readonly blocks: readonly PageBlock[];
}

export interface PageHeading {
  readonly id: string;
  /** Under the first of the page, which is the run's: the highest of the document is a second. */
  readonly level: 2 | 3 | 4 | 5 | 6;
  readonly content: readonly PageInline[];
}

export type PageBlock =
  | ({ readonly block: 'heading' } & PageHeading)
  | { readonly block: 'paragraph'; readonly content: readonly PageInline[] }
  | { readonly block: 'list'; readonly start: number | undefined; readonly items: readonly PageListItem[] }
  | {
      readonly block: 'table';
      readonly head: readonly PageCell[];
      readonly rows: readonly (readonly PageCell[])[];
    }
  | { readonly block: 'code'; readonly fence: string; readonly language: string; readonly text: string }
  | { readonly block: 'quote'; readonly blocks: readonly PageBlock[] }
  | { readonly block: 'rule' };

export interface PageListItem {
  readonly task: PageTask | undefined;
  /** Of a task: what is in its line. */
  readonly line: readonly PageInline[];
  /** Of a task: what unfolds under its line. Of another entry: all of it. */
  readonly blocks: readonly PageBlock[];
  /** Of a task: what has tasks in it again, always in sight. */
  readonly below: readonly PageBlock[];
}

export interface PageTask {
  readonly id: string;
  /** Its line as plain text. */
  readonly text: string;
  /** What unfolds under it in a word or two, such as `2 commands`; empty where nothing of the document does. */
  readonly inside: string;
}

export interface PageCell {
  readonly align: 'left' | 'center' | 'right' | undefined;
  readonly content: readonly PageInline[];
}

export type PageInline =
  | { readonly inline: 'text' | 'code'; readonly text: string }
  | { readonly inline: 'strong' | 'emphasis' | 'strike'; readonly content: readonly PageInline[] }
  /** `link` is its number, by which the host knows where it leads; undefined where it leads nowhere that may be followed. */
  | {
      readonly inline: 'link';
      readonly link: number | undefined;
      readonly target: string;
      readonly content: readonly PageInline[];
    }
  /** `source` is an address of the editor's own for a file of the workspace; undefined where it is none. */
  | { readonly inline: 'image'; readonly source: string | undefined; readonly alt: string }
  | { readonly inline: 'break' };
