import type * as z from 'zod';

/** A part that may be missing, null or of another shape in some engine's version: then it counts as not told. */
export const untrusted = <T extends z.ZodType>(schema: T) => schema.nullish().catch(undefined);
