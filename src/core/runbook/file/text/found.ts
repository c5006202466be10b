const longest = 60;
/** Far beyond any address; in longer ones the end of a password is not looked for. */
const longestAddress = 2_000;

/** A value of the file as a message shows it: short, and without a password that an address may carry. */
export function found(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value !== 'string')
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'something else';
  const safe =
    value.length > longestAddress
      ? value.slice(0, longest + 1).replace(/\/\/.*$/s, '//…')
      : value.replace(/\/\/\S*@/g, '//…@');
  const shown = safe.replace(/\s+/g, ' ');
  return `"${shown.length > longest ? `${shown.slice(0, longest)}…` : shown}"`;
}
