import type { Danger, DangerKind } from '../../core/checklist/fence/dangersIn.js';
import { oneLine } from '../markdown.js';

/** What a command could do, behind "It". */
const words = {
  prune: 'removes everything that is not in use',
  remove: 'removes things for good',
  drop: 'deletes data from a database',
  empty: 'empties a file, a table or a cache',
  volumes: 'removes volumes with their data',
  down: 'stops and removes a whole stack',
  kill: 'ends processes at once',
  disk: 'writes over a disk',
  clean: 'throws away changes to files',
  machine: 'stops or restarts a machine',
} as const satisfies Record<DangerKind, string>;

const maxCommand = 1_500;

/** A sentence for each of what is dangerous, with the words that say so. */
export const dangerText = (dangers: readonly Danger[]): string =>
  dangers.map(({ danger, words: said }) => `${oneLine(said)}: ${words[danger]}.`).join('\n');

/** What a person is asked before a dangerous command is run. */
export const dangerQuestion = (
  text: string,
  dangers: readonly Danger[],
  context: string,
): { readonly title: string; readonly detail: string; readonly button: string } => ({
  title: `Run this on ${oneLine(context)}? It can take something away for good.`,
  detail: `${dangerText(dangers)}\n\n${text.length > maxCommand ? `${text.slice(0, maxCommand)}…` : text}`,
  button: 'Run It',
});
