import type { Inline } from '../../core/checklist/document.js';
import type { PageInline } from '../../protocol/checklistContent.js';
import { oneLine } from '../markdown.js';
import { cleanText } from './cleanText.js';

/** Where a document's addresses lead. */
export interface ContentPlaces {
  mayFollow(href: string): boolean;
  /** An address of the editor's own for a file of the workspace; undefined where it is none. */
  imageSource(source: string): string | undefined;
}

/** Makes the parts of a document's lines ready to show, and keeps where its links lead, by their number. */
export class ContentInlines {
  /** Where each link leads, as it stands in the document. */
  readonly links: string[] = [];

  constructor(private readonly places: ContentPlaces) {}

  of(content: readonly Inline[]): readonly PageInline[] {
    return content.map((inline) => this.one(inline));
  }

  private one(inline: Inline): PageInline {
    switch (inline.inline) {
      case 'text':
      case 'code':
        return { inline: inline.inline, text: cleanText(inline.text) };
      case 'strong':
      case 'emphasis':
      case 'strike':
        return { inline: inline.inline, content: this.of(inline.content) };
      case 'link':
        return {
          inline: 'link',
          link: this.places.mayFollow(inline.href) ? this.links.push(inline.href) - 1 : undefined,
          target: oneLine(inline.href),
          content: this.of(inline.content),
        };
      case 'image':
        return { inline: 'image', source: this.places.imageSource(inline.source), alt: oneLine(inline.alt) };
      case 'break':
        return inline;
    }
  }
}
