import * as z from 'zod';
import type { EngineEvent } from '../../app/ports.js';
import { parseJson } from '../../util/parseJson.js';

/** `status`, `id` and `from` beside these are gone since API 1.52. */
const eventSchema = z.object({
  Type: z.literal('container'),
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()) }),
});

/**
 * Read from the text, because a JSON number loses the last digits. Inside a string the quotes would be escaped, so this matches
 * nothing that somebody wrote into a label.
 */
const TIME_NANO = /"timeNano"\s*:\s*(\d{1,20})/;

/** One line of the event stream; undefined for what is no event of a container of Compose's. */
export function parseEngineEvent(line: string): EngineEvent | undefined {
  const parsed = eventSchema.safeParse(parseJson(line));
  const timeNano = TIME_NANO.exec(line)?.[1];
  if (!parsed.success || timeNano === undefined) return undefined;
  const { Action, Actor } = parsed.data;
  const project = Actor.Attributes['com.docker.compose.project'];
  const service = Actor.Attributes['com.docker.compose.service'];
  if (!project || !service) return undefined;
  // `health_status: healthy`
  const action = Action.split(':')[0] ?? Action;
  return { action, containerId: Actor.ID, project, service, timeNano };
}

/** False of what was cut off or garbled on its way. */
export const isJson = (line: string): boolean => parseJson(line) !== undefined;
