import type { Snapshot } from '../../../core/stack/stack.js';
import type { CommandArguments } from './commandArguments.js';

/** The stack that a command was called for: an id when a row says it, the name that a caller gave, or undefined. */
export function stackOfArguments(args: CommandArguments, snapshot: Snapshot): string | undefined {
  if (args.from === 'nothing') return undefined;
  if (args.from === 'caller') return args.stack;
  const [id = ''] = args.ids;
  return snapshot.stacks.find((stack) => id === stack.id || id.startsWith(`${stack.id}/`))?.id;
}
