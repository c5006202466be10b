/** What a plain look at the lines of a Markdown file finds: for tests to hold beside what a parser has made of it. */
export interface RawMarkdown {
  readonly headings: readonly string[];
  readonly tasks: readonly string[];
  /** Cells of all rows but the rule, of all tables. */
  readonly cells: readonly string[];
  /** Texts of fences, without what they are indented by. */
  readonly fences: readonly string[];
}

/** Knows no more than ordinary files need: fences of three backticks, headings with `#`, tables with a bar at both ends. */
export function rawMarkdown(text: string): RawMarkdown {
  const found = { headings: [] as string[], tasks: [] as string[], cells: [] as string[], fences: [] as string[] };
  let fence: { readonly indent: number; readonly lines: string[] } | undefined;
  for (const line of text.split('\n')) {
    const mark = /^( *)```/.exec(line);
    if (mark && fence) {
      found.fences.push(fence.lines.join('\n'));
      fence = undefined;
    } else if (mark) fence = { indent: mark[1]?.length ?? 0, lines: [] };
    else if (fence) fence.lines.push(line.slice(0, fence.indent).trimStart() + line.slice(fence.indent));
    else if (/^#{1,6} /.test(line)) found.headings.push(bare(line.replace(/^#+ /, '')));
    else if (/^ *([-*+]|\d+[.)]) \[[ xX]\] /.test(line)) found.tasks.push(bare(line.replace(/^[^\]]*\] /, '')));
    else if (/^ *\|.*\|$/.test(line) && !/^[ |:-]+$/.test(line))
      found.cells.push(
        ...line
          .trim()
          .slice(1, -1)
          .split(/(?<!\\)\|/)
          .map((cell) => bare(cell)),
      );
  }
  return found;
}

/** Without marks and comments. */
const bare = (text: string): string =>
  text
    .replace(/<!--.*?-->/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<(https?:[^>]*)>/g, '$1')
    .replace(/\*|`|\\(?=[|])/g, '')
    .replace(/\s+/g, ' ')
    .trim();
