import { TINY_IMAGE } from '../../machine/baseImages.mjs';

/** Ends at once when it is told to. */
export const LOOP = "trap 'exit 0' TERM; while :; do sleep 1; done";

/** A small service that runs until it is stopped; `changes` are fields of the Compose file. */
export const service = (changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  image: TINY_IMAGE,
  command: ['sh', '-c', LOOP.replaceAll('$', '$$')],
  ...changes,
});
