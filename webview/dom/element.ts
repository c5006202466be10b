/**
 * What a part of the page is to be, as a value. Texts become text and nothing else: there is no way to give an element HTML, a style or an address.
 */
export interface ElementNode {
  readonly tag: Tag;
  /** Among its siblings: what has the same key stays the same element, with its focus and whatever a person has unfolded. */
  readonly key: string | undefined;
  readonly attributes: Attributes;
  readonly on: Listeners;
  readonly children: readonly (ElementNode | string)[];
  /** Somebody else draws what is in it, and it is left alone. */
  readonly isIsland: boolean;
}

const svgTags = ['svg', 'path', 'rect', 'line'] as const;
type HtmlTag =
  | 'main'
  | 'header'
  | 'section'
  | 'div'
  | 'span'
  | 'p'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'h4'
  | 'h5'
  | 'h6'
  | 'footer'
  | 'nav'
  | 'a'
  | 'code'
  | 'pre'
  | 'strong'
  | 'em'
  | 's'
  | 'br'
  | 'hr'
  | 'blockquote'
  | 'img'
  | 'ol'
  | 'ul'
  | 'li'
  | 'details'
  | 'summary'
  | 'button'
  | 'label'
  | 'fieldset'
  | 'legend'
  | 'input'
  | 'select'
  | 'option'
  | 'canvas'
  | 'progress'
  | 'table'
  | 'caption'
  | 'thead'
  | 'tbody'
  | 'tr'
  | 'th'
  | 'td';
/** Of the toolkit, each registered by its file in `parts`. */
type ToolkitTag = 'vscode-button' | 'vscode-divider' | 'vscode-progress-ring' | 'vscode-text-field';
export type Tag = (typeof svgTags)[number] | HtmlTag | ToolkitTag;

export const isSvg = (tag: Tag): boolean => svgTags.some((each) => each === tag);

export type AttributeName =
  | 'class'
  | 'id'
  | 'role'
  | 'type'
  | 'tabindex'
  | 'title'
  | 'scope'
  | 'colspan'
  | 'max'
  | 'value'
  | 'name'
  | 'checked'
  | 'selected'
  | 'lang'
  | 'for'
  | 'start'
  | 'alt'
  | 'hidden'
  | 'appearance'
  | 'maxlength'
  | `aria-${'label' | 'labelledby' | 'describedby' | 'hidden' | 'disabled' | 'busy' | 'live' | 'expanded' | 'current' | 'pressed'}`
  | `data-${'tone' | 'check' | 'button' | 'item' | 'link' | 'stage' | 'state' | 'align' | 'heading' | 'plot' | 'spark' | 'line'}`
  // Of drawings.
  | 'viewBox'
  | 'width'
  | 'height'
  | 'd'
  | 'x'
  | 'y'
  | 'x1'
  | 'x2'
  | 'y1'
  | 'y2'
  | 'focusable';

/** One that is undefined is left out. */
export type Attributes = Readonly<Partial<Record<AttributeName, string | undefined>>>;

export interface Listeners {
  readonly click?: () => void;
  /** With the value that was chosen. */
  readonly change?: (value: string) => void;
  /** The mouse is on it, or the focus. */
  readonly enter?: () => void;
  readonly leave?: () => void;
}

export interface ElementOptions {
  readonly key?: string;
  readonly on?: Listeners;
  readonly isIsland?: boolean;
}

/** @param children undefined where there is none in this place */
export const element = (
  tag: Tag,
  attributes: Attributes,
  children: readonly (ElementNode | string | undefined)[] = [],
  { key, on = {}, isIsland = false }: ElementOptions = {},
): ElementNode => ({
  tag,
  key,
  attributes,
  on,
  children: children.filter((child) => child !== undefined),
  isIsland,
});
