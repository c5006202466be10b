import * as z from 'zod';
import { runbookFile } from './schema/runbookFile.js';

/** The JSON Schema of `scalebook.yaml` as people write it, for completion and hover in the editor. */
export const runbookJsonSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(runbookFile, { io: 'input', target: 'draft-7' }),
  title: 'Scalebook runbook',
  description: 'scalebook.yaml: how a stack is measured, judged and scaled.',
});
