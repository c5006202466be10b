import type { EventHandlers } from '../../app/ports.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { EngineLink } from '../connect/engineLink.js';
import { PROJECT_LABEL } from '../containers/composeLabels.js';
import { LineSplitter } from '../lineSplitter.js';
import { isJson, parseEngineEvent } from './engineEvent.js';

const MAX_LINE_BYTES = 1024 * 1024;

/** Asked for by name: every health check would otherwise add three events about its own `exec`. */
const ACTIONS = [
  ...['create', 'start', 'restart', 'pause', 'unpause', 'rename', 'update'],
  ...['health_status', 'oom', 'kill', 'stop', 'die', 'destroy'],
];

/**
 * Tells of each event of a Compose project's containers until the stream ends, and then why it did.
 *
 * @param sinceNano the engine's time in ns of the last event that was seen: what came after it is told first; undefined tells only of
 * what comes
 */
export async function followEvents(
  link: EngineLink,
  sinceNano: string | undefined,
  handlers: EventHandlers,
  signal: AbortSignal,
): Promise<EngineFailure> {
  const lines = new LineSplitter(MAX_LINE_BYTES, (line, whole) => {
    const event = whole ? parseEngineEvent(line) : undefined;
    if (event) handlers.onEvent(event);
    else if (line.trim() !== '' && !(whole && isJson(line))) handlers.onLost?.();
  });
  const query = {
    filters: { type: ['container'], label: [PROJECT_LABEL], event: ACTIONS },
    ...(sinceNano === undefined ? {} : { since: sinceParameter(sinceNano) }),
  };
  const failure = await link.readStream(signal, (http) => http.stream('/events', query), {
    onOpen: () => handlers.onOpen(),
    onChunk: (chunk) => lines.push(chunk),
  });
  return failure ?? { reason: 'interrupted', address: link.endpoint.raw, detail: 'The engine ended the event stream.' };
}

/** The engine takes `seconds.nanoseconds`. */
export function sinceParameter(timeNano: string): string {
  const digits = timeNano.padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
