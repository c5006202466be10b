const [opening, closing] = ['<!--', '-->'] as const;

/** The comments that begin and end on a line, each with its marks and its column. In time by the line's length, whatever it opens and never closes. */
export function commentsOnLine(line: string): readonly { readonly comment: string; readonly column: number }[] {
  const found: { readonly comment: string; readonly column: number }[] = [];
  for (let from = 0; ;) {
    const column = line.indexOf(opening, from);
    const end = column < 0 ? -1 : line.indexOf(closing, column + opening.length);
    if (end < 0) return found;
    from = end + closing.length;
    found.push({ comment: line.slice(column, from), column });
  }
}
