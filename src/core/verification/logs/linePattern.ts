/** As much of a line as tells it from others, characters. */
const longestPattern = 300;
/** Stands for whatever changes from one line to the next. */
const changing = '#';

/**
 * What a line has in common with others of its kind: times, numbers, ids and colours are taken out. One pass over its beginning, in time
 * that grows with its length alone.
 */
export function linePattern(line: string): string {
  let pattern = '';
  let word = '';
  let index = 0;
  const endWord = (): void => {
    if (word !== '') pattern = append(pattern, isChanging(word) ? changing : word);
    word = '';
  };
  for (; index < line.length && pattern.length + word.length < longestPattern; index++) {
    const code = line.charCodeAt(index);
    if (code === escapeCode) {
      endWord();
      index = endOfColour(line, index);
    } else if (isWordCode(code)) {
      word += line.charAt(index);
    } else {
      endWord();
      pattern = append(pattern, code <= 32 ? ' ' : line.charAt(index));
    }
  }
  // A word that the bound cut through would differ from the same word elsewhere.
  if (index >= line.length || pattern.length + word.length < longestPattern) endWord();
  return pattern.trim();
}

const escapeCode = 27;
const longestColour = 20;

/** Of `ESC [ 31 m` the place of the last character. */
function endOfColour(line: string, from: number): number {
  if (line.charAt(from + 1) !== '[') return from;
  for (let index = from + 2; index < Math.min(line.length, from + longestColour); index++) {
    if (line.charCodeAt(index) >= 64) return index;
  }
  return from + 1;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isWordCode = (code: number): boolean =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code > 127;

const names = 'jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun am pm utc gmt z'.split(' ');
const namesOfTime: ReadonlySet<string> = new Set(names);
const longestHexWord = 8;

/** It has a digit, is long and of hexadecimal letters, or names a month, a day or a zone. */
function isChanging(word: string): boolean {
  let hex = true;
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index);
    if (isDigit(code)) return true;
    const small = code | 32;
    hex &&= small >= 97 && small <= 102;
  }
  return (hex && word.length >= longestHexWord) || (word.length <= 3 && namesOfTime.has(word.toLowerCase()));
}

/** Between the parts of a time, a number or an id. */
const joints = '-:./+_,';

/** One space for several, and one sign for parts that change side by side. */
function append(pattern: string, part: string): string {
  if (part === ' ') return pattern.endsWith(' ') ? pattern : `${pattern} `;
  if (part !== changing) return pattern + part;
  if (pattern.endsWith(changing)) return pattern;
  const before = pattern.at(-1) ?? '';
  return joints.includes(before) && before !== '' && pattern.at(-2) === changing
    ? pattern.slice(0, -1)
    : pattern + part;
}
