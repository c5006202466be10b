import { saying } from '../../verification/fact.js';

/**
 * A statement without the values in it: people look at what is slow, and the names, addresses and passwords in it are nobody's business. What is
 * cut off in the middle of a value loses it to its end.
 */
export function statementText(sql: string): string {
  const bare = sql
    .replace(/--[^\n]*|\/\*[^]*?(?:\*\/|$)/g, ' ')
    .replace(/\$([A-Za-z_]\w*)?\$[^]*?(?:\$\1\$|$)/g, '?')
    .replace(/[EeNnBbXx]?'(?:[^'\\]|''|\\(?:[^]|$))*(?:'|$)/g, '?')
    .replace(/(?<![\w$])[-+]?(?:0x[0-9a-f]+|\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?!\w)/gi, '?');
  return saying(bare);
}
