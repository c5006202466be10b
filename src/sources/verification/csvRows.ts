/**
 * The rows of a CSV text as its first line names their columns. A field in double quotes may hold commas, line ends and doubled quotes.
 * Rows beyond `mostRows` are left out.
 */
export function csvRows(text: string, mostRows: number): readonly ReadonlyMap<string, string>[] {
  const [names = [], ...rows] = csvFields(text, mostRows + 1);
  return rows.map((row) => new Map(names.map((name, index) => [name, row[index] ?? ''])));
}

function csvFields(text: string, mostRows: number): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"([^"]*(?:""[^"]*)*)"|([^,\r\n]*))(,|\r?\n|\r|$)/y;
  while (field.lastIndex < text.length && rows.length < mostRows) {
    const found = field.exec(text);
    // Nothing that this format allows.
    if (!found) break;
    const [, quoted, bare = '', end] = found;
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  // The last line may end in a comma, with nothing after it.
  return [...rows, row].filter((fields) => fields.some((value) => value !== '')).slice(0, mostRows);
}
