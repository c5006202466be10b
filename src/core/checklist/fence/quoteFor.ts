import type { FenceShell } from './fenceShell.js';
import type { Quotes } from './quotesAt.js';

/** Means the same to every shell, inside quotes and outside. No `-` at its beginning, which would make it an option. */
const plain = /^\w[\w.@:+-]*$/;

/**
 * A value as one word of a shell's command. Undefined where that shell has no safe way to write it: cmd reads its own marks even in quotes.
 *
 * @param quotesThere those that it is written into
 */
export function quoteFor(shell: FenceShell, quotesThere: () => Quotes, value: string): string | undefined {
  if (plain.test(value)) return value;
  const quotes = quotesThere();
  if (value.startsWith('-') || /[\u0000-\u001f\u007f]/.test(value) || quotes === 'unclear') return undefined;
  switch (shell) {
    case 'bash':
    case 'sh':
    case 'zsh':
      return posix(quotes, value);
    case 'powershell':
      return powershell(quotes, value);
    case 'cmd':
      return undefined;
  }
}

function posix(quotes: Exclude<Quotes, 'unclear'>, value: string): string | undefined {
  if (quotes === 'single') return value.replaceAll("'", `'\\''`);
  // A shell with history takes `!` in double quotes for itself, and keeps the backslash before it.
  if (quotes === 'double') return value.includes('!') ? undefined : value.replace(/[\\"$`]/g, '\\$&');
  return `'${value.replaceAll("'", `'\\''`)}'`;
}

/** It takes typographic quotes for its own, and older ones lose double quotes on the way to a program. */
const powershell = (quotes: Exclude<Quotes, 'unclear'>, value: string): string | undefined => {
  if (/["\u2018-\u201f]/.test(value)) return undefined;
  if (quotes === 'single') return value.replaceAll("'", "''");
  if (quotes === 'double') return value.replace(/[`$]/g, '`$&');
  return `'${value.replaceAll("'", "''")}'`;
};
