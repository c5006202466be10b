const longest = 64;
const mostCandidates = 200;

/** The one of the known names that a misspelt one most likely meant; undefined where none is near. */
export function suggestion(name: string, known: readonly string[]): string | undefined {
  if (name.length > longest) return undefined;
  const near = known
    .slice(0, mostCandidates)
    .filter((candidate) => candidate.length <= longest)
    .map((candidate) => ({ candidate, edits: edits(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0];
  return near && near.edits <= Math.max(1, Math.floor(near.candidate.length / 3)) ? near.candidate : undefined;
}

/** `; did you mean …?`, or what there is to choose from. */
export function otherwise(name: string, known: readonly string[]): string {
  const meant = suggestion(name, known);
  if (meant !== undefined) return `; did you mean \`${meant}\`?`;
  return known.length === 0 ? '.' : `; known here: ${known.slice(0, 20).join(', ')}.`;
}

// Letters to change, add, leave out or swap with their neighbour.
function edits(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cell = (up: number, left: number): number => (up === 0 ? row : rows[i - up])?.[j - left] ?? Infinity;
      const change = cell(1, 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cell(2, 2) + 1 : Infinity;
      row.push(Math.min(change, swapped, cell(1, 0) + 1, cell(0, 1) + 1));
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? Infinity;
}
