/**
 * Takes one argument that only this command knows out of what a keybinding or a task gave; the rest is left to what all commands know.
 *
 * @param args what the editor called the command with
 */
export function ownArgument(
  args: readonly unknown[],
  name: string,
): { readonly own: unknown; readonly others: readonly unknown[] } {
  const [first, ...more] = args;
  if (typeof first !== 'object' || first === null || Array.isArray(first)) return { own: undefined, others: args };
  const { [name]: own, ...rest } = first as Record<string, unknown>;
  return { own, others: [rest, ...more] };
}
