// What docs say that a test shows: each `test/….test.ts` › "words" has to be a file with these words in it, and each row of a table of tests has to have one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REPOSITORY } from '../machine/npmPackages.mjs';

const named = /`(test\/[^`\s]+)`\s*›\s*"([^"]+)"/g;
/** Of a row that no test shows, which says why. */
const none = /^none\b\s*[:,(]/i;

const oneLine = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').trim();

/** @param {string} line of a table */
const cellsOf = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

/**
 * @param {string} text of a Markdown file
 * @param {(file: string) => string | undefined} read what a file of the repository holds; undefined where there is none
 * @returns {string[]} what is wrong, each in a line
 */
export function docProblems(text, read) {
  const lines = text.split('\n');
  /** The column of the tests in the table at hand. @type {number} */
  let column = -1;
  return lines.flatMap((line, index) => {
    const problems = [...line.matchAll(named)].flatMap(([, file = '', words = '']) => {
      const found = read(file);
      if (found === undefined) return [`${index + 1}: there is no ${file}`];
      return oneLine(found).includes(oneLine(words)) ? [] : [`${index + 1}: ${file} has no "${words}"`];
    });
    const isRow = line.trimStart().startsWith('|');
    const isHead = isRow && /^\s*\|[\s:|-]+\|\s*$/.test(lines[index + 1] ?? '');
    if (!isRow) column = -1;
    else if (isHead) column = cellsOf(line).findIndex((cell) => /^(the )?tests?\b/i.test(cell));
    else if (column >= 0 && !/^\s*\|[\s:|-]+\|\s*$/.test(line)) {
      const cell = cellsOf(line)[column] ?? '';
      if (!none.test(cell) && [...cell.matchAll(named)].length === 0)
        problems.push(`${index + 1}: the row names no test`);
    }
    return problems;
  });
}

/** @returns {string} what is wrong, or nothing */
export function checkDocs() {
  const folder = join(REPOSITORY, 'docs');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : [];
  const read = (/** @type {string} */ file) => {
    try {
      return readFileSync(join(REPOSITORY, file), 'utf8');
    } catch {
      return undefined;
    }
  };
  return files
    .flatMap((name) =>
      docProblems(readFileSync(join(folder, name), 'utf8'), read).map((problem) => `docs/${name}:${problem}`),
    )
    .join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = checkDocs();
  if (problems) console.error(problems);
  process.exitCode = problems ? 1 : 0;
}
