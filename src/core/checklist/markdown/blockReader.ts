import type { Token } from 'markdown-it';
import { plainText } from '../plainText.js';
import type { Block, DocumentProblem, Fence, HeadingLevel, Lines, ListItem } from '../document.js';
import { maxBlocks, maxComments, maxItems } from './bounds.js';
import { commentToken } from './comments.js';
import { flatToken } from './flattenDeep.js';
import { hashOf } from './hashOf.js';
import { IdMaker } from './idMaker.js';
import { readInline } from './readInline.js';
import { readTable } from './readTable.js';
import { slugOf } from './slugOf.js';
import { TaskReader } from './taskReader.js';

/** A list, an entry of one, a quote or the file, while it is read. */
interface Frame {
  readonly blocks: Block[];
  readonly items: ListItem[];
  /** The item that what is in it belongs to. */
  readonly task: string | undefined;
  /** Of an entry with a box, what its comments say. */
  readonly comments: string[];
  /** Puts it into what it is in. */
  readonly end: (frame: Frame) => void;
}

/** Makes blocks of the parser's tokens, with a stack of its own: no file is deep enough to exhaust the engine's. */
export class BlockReader {
  private readonly frames: [Frame, ...Frame[]];
  private readonly headingIds = new IdMaker();
  private readonly fenceIds = new IdMaker();
  private readonly tasks: TaskReader;
  private readonly found: DocumentProblem[] = [];
  private blocks = 0;
  private items = 0;
  private isCut = false;
  private heading: string | undefined;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly lineCount: number,
  ) {
    this.tasks = new TaskReader(this.found);
    this.frames = [{ blocks: [], items: [], task: undefined, comments: [], end: () => undefined }];
  }

  read(): { readonly title: string; readonly blocks: readonly Block[]; readonly problems: readonly DocumentProblem[] } {
    for (let index = 0; index < this.tokens.length && !this.isCut; index++) {
      const token = this.tokens[index];
      if (token) index = this.take(token, index);
    }
    while (this.frames.length > 1) this.end();
    if (this.isCut) this.found.push({ problem: 'too-long', maxItems });
    return { title: this.heading ?? '', blocks: this.frames[0].blocks, problems: this.found };
  }

  /** @returns where the last token is that belongs to it */
  private take(token: Token, index: number): number {
    switch (token.type) {
      case 'heading_open':
        this.takeHeading(token, index);
        return index + 2;
      case 'paragraph_open':
        this.takeParagraph(index);
        return index + 2;
      case 'bullet_list_open':
        this.begin((frame) => this.put({ block: 'list', start: undefined, items: frame.items }));
        return index;
      case 'ordered_list_open': {
        const start = Number(token.attrGet('start') ?? 1);
        this.begin((frame) => this.put({ block: 'list', start, items: frame.items }));
        return index;
      }
      case 'list_item_open':
        this.takeItem(token, index);
        return index;
      case 'blockquote_open':
        this.begin((frame) => this.put({ block: 'quote', blocks: frame.blocks }));
        return index;
      case 'bullet_list_close':
      case 'ordered_list_close':
      case 'list_item_close':
      case 'blockquote_close':
        this.end();
        return index;
      case 'table_open': {
        const { table, last, isCut } = readTable(this.tokens, index, maxItems - this.items);
        this.items += table.rows.length;
        this.put(table);
        if (isCut) this.isCut = true;
        return last;
      }
      case 'fence':
      case 'code_block':
        this.takeCode(token);
        return index;
      case 'hr':
        this.put({ block: 'rule' });
        return index;
      case flatToken:
        if (token.content !== '')
          this.put({ block: 'paragraph', content: [{ inline: 'text', text: token.content.replace(/\s+/g, ' ') }] });
        return index;
      case commentToken:
        this.takeComment(token.content);
        return index;
      default:
        return index;
    }
  }

  private takeHeading(token: Token, index: number): void {
    const { content } = readInline(this.tokens[index + 1]?.children ?? []);
    const words = plainText(content);
    this.heading ??= words;
    this.put({
      block: 'heading',
      id: this.headingIds.give(slugOf(words)),
      level: Number(token.tag.slice(1)) as HeadingLevel,
      content,
    });
  }

  private takeParagraph(index: number): void {
    const { content, comments } = readInline(this.tokens[index + 1]?.children ?? []);
    for (const comment of comments) this.takeComment(comment);
    if (content.length > 0) this.put({ block: 'paragraph', content });
  }

  private takeComment(comment: string): void {
    if (this.frame.comments.length < maxComments) this.frame.comments.push(comment);
  }

  private takeItem(token: Token, index: number): void {
    this.items += 1;
    if (this.items > maxItems) return void (this.isCut = true);
    const begun = this.tasks.begin(token, this.tokens[index + 2], (map) => this.linesOf(map));
    // Behind a box comments bind; elsewhere they are somebody's own.
    this.begin(
      ({ blocks, comments }) => this.frame.items.push({ task: begun && this.tasks.end(begun, comments), blocks }),
      begun?.id ?? this.frame.task,
    );
  }

  private takeCode({ type, info, content, map }: Token): void {
    const fence: Fence = {
      id: this.fenceIds.give(`f${hashOf(content)}`),
      language: type === 'fence' ? languageOf(info) : '',
      text: content.replace(/\n$/, ''),
      task: this.frame.task,
      lines: this.linesOf(map),
    };
    this.put({ block: 'code', ...fence });
  }

  private linesOf(map: readonly [number, number] | null): Lines {
    const last = Math.max(0, this.lineCount - 1);
    const first = Math.min(map?.[0] ?? 0, last);
    return { first, last: Math.min(Math.max(first, (map?.[1] ?? 1) - 1), last) };
  }

  private get frame(): Frame {
    return this.frames.at(-1) ?? this.frames[0];
  }

  private begin(end: Frame['end'], task = this.frame.task): void {
    this.frames.push({ blocks: [], items: [], task, comments: [], end });
  }

  private end(): void {
    const frame = this.frames.length > 1 ? this.frames.pop() : undefined;
    frame?.end(frame);
  }

  private put(block: Block): void {
    this.blocks += 1;
    if (this.blocks > maxBlocks) this.isCut = true;
    else this.frame.blocks.push(block);
  }
}

const languageOf = (info: string): string => (info.trim().split(/\s+/, 1)[0] ?? '').slice(0, 40).toLowerCase();
