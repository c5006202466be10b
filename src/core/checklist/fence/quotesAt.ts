import type { FenceShell } from './fenceShell.js';

/** The quotes that a place of a command is in; `unclear` where its text has more than plain quotes. */
export type Quotes = 'none' | 'single' | 'double' | 'unclear';

/** Texts within the text, substitutions with quotes of their own, and comments whose apostrophes are none. */
const unclear: Readonly<Record<FenceShell, RegExp>> = {
  bash: /<<|`|\$\(|\$'|\$"|\$\{|(^|[\s;&|])#/,
  sh: /<<|`|\$\(|\$'|\$"|\$\{|(^|[\s;&|])#/,
  zsh: /<<|`|\$\(|\$'|\$"|\$\{|(^|[\s;&|])#/,
  powershell: /@["']|\$\(|--%|#|[\u2018-\u201f]/,
  cmd: /^/,
};
const escapes: Readonly<Record<FenceShell, string>> = { bash: '\\', sh: '\\', zsh: '\\', powershell: '`', cmd: '^' };

/** @param before the command's text up to the place */
export function quotesAt(shell: FenceShell, before: string): Quotes {
  if (unclear[shell].test(before)) return 'unclear';
  const escape = escapes[shell];
  let quotes: 'none' | 'single' | 'double' = 'none';
  for (let index = 0; index < before.length; index++) {
    const character = before[index];
    if (character === escape && quotes !== 'single') index += 1;
    else if (character === "'" && quotes !== 'double') quotes = quotes === 'single' ? 'none' : 'single';
    else if (character === '"' && quotes !== 'single') quotes = quotes === 'double' ? 'none' : 'double';
  }
  // An escape at the very end takes the value's first character with it.
  return escapesNext(before, escape) && quotes !== 'single' ? 'unclear' : quotes;
}

const escapesNext = (before: string, escape: string): boolean => {
  let count = 0;
  while (before[before.length - 1 - count] === escape) count += 1;
  return count % 2 === 1;
};
