const fence = /^---[ \t]*$/;

/** Blank lines where there was front matter, so that all others keep their numbers. */
export function withoutFrontMatter(text: string): string {
  if (!text.startsWith('---')) return text;
  const lines = text.split('\n');
  if (!fence.test(lines[0] ?? '')) return text;
  const end = lines.findIndex((line, index) => index > 0 && fence.test(line));
  // A rule, with text of its own kind below: front matter has no blank line at its beginning.
  if (end < 0 || (lines[1] ?? '').trim() === '') return text;
  return lines.map((line, index) => (index <= end ? '' : line)).join('\n');
}
