/** As much of a line as tells it from others, characters. */
const longestPattern = 300;
/** As far as a line is read: blanks and numbers take no room in the pattern, and yet a time to read. */
const longestRead = 2000;
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
    if (word !== '') pattern = append(pattern, isChanging(word) || isPartOfId(word, pattern) ? changing : word);
    word = '';
  };
  const end = Math.min(line.length, longestRead);
  for (; index < end && pattern.length + word.length < longestPattern; index++) {
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
  if (index >= line.length) endWord();
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
const isChanging = (word: string): boolean =>
  /[0-9]/.test(word) ||
  (word.length >= longestHexWord && isHex(word)) ||
  (word.length <= 3 && namesOfTime.has(word.toLowerCase()));

/** Four of the letters within an id such as `a81bc81b-dead-4e5d`. */
const isPartOfId = (word: string, pattern: string): boolean =>
  word.length === 4 && pattern.endsWith(`${changing}-`) && isHex(word);

const isHex = (word: string): boolean => /^[0-9a-f]*$/i.test(word);

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
