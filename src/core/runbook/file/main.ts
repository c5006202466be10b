import { hoverAt as hoverIn, suggestionsAt as suggestionsIn, type TextPosition } from './help/runbookHelp.js';
import { runbookJsonSchema } from './jsonSchema.js';
import { writeRunbook as write } from './writeRunbook.js';
import type { Runbook } from '../runbook.js';

/** The bundle that reads and writes runbook files: loaded with the first of them, because YAML and its schema weigh more than the rest. */
export { createRunbookFor } from './createRunbookFor.js';
export { runbookJsonSchema };
export { parseRunbook } from './parseRunbook.js';

/** As a commented file. */
export const writeRunbook = (runbook: Runbook): string => write(runbook, { comments: true });

/** What can be typed at a position of a runbook file. */
export const suggestionsAt = (text: string, position: TextPosition): ReturnType<typeof suggestionsIn> =>
  suggestionsIn(runbookJsonSchema(), text, position);

/** What is to be known of the key at a position. */
export const hoverAt = (text: string, position: TextPosition): ReturnType<typeof hoverIn> =>
  hoverIn(runbookJsonSchema(), text, position);
