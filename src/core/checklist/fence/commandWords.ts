/**
 * The commands of a text, each as its words: what goes on behind a `\` at the end of a line is one line, `&&` and `;` divide. Comments are left out, and
 * so is every command whose words a shell would have to work out: variables, substitutions, pipes and redirects.
 */
export const commandWords = (text: string): readonly (readonly string[])[] =>
  text
    .replace(/[\\`^]\n[ \t]*/g, ' ')
    .split(/\n|&&|;/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '' && !/[$`|<>(){}*?\\]/.test(line))
    .map((line) => line.split(/\s+/).map(bare));

/** Without the quotes around the whole of it. */
const bare = (word: string): string => word.replace(/^(["'])(.*)\1$/, '$2');
