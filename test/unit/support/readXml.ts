/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads what a strict parser takes, of as much XML as reports have, and throws at anything else. */
export function readXml(document: string): XmlElement {
  const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(document);
  if (forbidden) throw new Error(`a character that XML does not know: ${forbidden[0].charCodeAt(0).toString(16)}`);
  const reader = new Reader(document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, ''));
  const root = reader.element();
  reader.end();
  return root;
}

class Reader {
  constructor(private rest: string) {}

  element(): XmlElement {
    const name = this.take(/^<([a-z-]+)/);
    const attributes: Record<string, string> = {};
    for (let match = this.match(/^\s+([a-z]+)="([^"<]*)"/); match; match = this.match(/^\s+([a-z]+)="([^"<]*)"/)) {
      const [, key = '', value = ''] = match;
      if (key in attributes) throw new Error(`${key} twice`);
      attributes[key] = decoded(value);
    }
    if (this.match(/^\/>/)) return { name, attributes, children: [], text: '' };
    this.take(/^(>)/);
    const children: XmlElement[] = [];
    let text = '';
    for (;;) {
      text += decoded(this.match(/^[^<]+/)?.[0] ?? '');
      if (this.match(new RegExp(`^</${name}>`))) return { name, attributes, children, text };
      children.push(this.element());
    }
  }

  end(): void {
    if (this.rest.trim() !== '') throw new Error(`something after the end: ${this.rest.slice(0, 40)}`);
  }

  private take(pattern: RegExp): string {
    const found = this.match(pattern)?.[1];
    if (found === undefined) throw new Error(`not ${pattern.source}: ${this.rest.slice(0, 40)}`);
    return found;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.rest);
    if (found) this.rest = this.rest.slice(found[0].length);
    return found;
  }
}

function decoded(text: string): string {
  if (text.includes(']]>')) throw new Error('the end of a section in a text');
  return text.replaceAll(/&([^;&\s]*;?)/g, (_, entity: string) => {
    const [, number, named] = /^(?:#(\d+)|([a-z]+));$/.exec(entity) ?? [];
    const character = number ? String.fromCodePoint(Number(number)) : entities[named ?? ''];
    if (character === undefined) throw new Error(`no entity: &${entity}`);
    return character;
  });
}
