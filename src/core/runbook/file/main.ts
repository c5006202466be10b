/** The bundle that reads and writes runbook files: loaded with the first of them, because YAML and its schema weigh more than the rest. */
export { createRunbookFor } from './createRunbookFor.js';
export { runbookJsonSchema } from './jsonSchema.js';
export { parseRunbook } from './parseRunbook.js';
export { writeRunbook } from './writeRunbook.js';
