const prime = 0x01000193;

/** Of a text, 14 characters of a to z and 0 to 9: two times FNV-1a, forwards over the characters and over those with their places. */
export function hashOf(text: string): string {
  let [first, second] = [0x811c9dc5, 0x1b873593];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    first = Math.imul(first ^ code, prime);
    second = Math.imul(second ^ (code + index), prime);
  }
  return part(first) + part(second);
}

const part = (hash: number): string => (hash >>> 0).toString(36).padStart(7, '0');
