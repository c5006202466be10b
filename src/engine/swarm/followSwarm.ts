import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { EngineLink } from '../connect/engineLink.js';
import { LineSplitter } from '../lineSplitter.js';

const MAX_LINE_BYTES = 1024 * 1024;

/** Only that something changed is of interest: it is listed anew then. A manager is told of its whole Swarm's services and nodes. */
export async function followSwarm(link: EngineLink, onChange: () => void, signal: AbortSignal): Promise<EngineFailure> {
  const lines = new LineSplitter(MAX_LINE_BYTES, () => onChange());
  const query = { filters: { type: ['service', 'node'] } };
  const failure = await link.readStream(signal, (http) => http.stream('/events', query), {
    onChunk: (chunk) => lines.push(chunk),
  });
  return failure ?? { reason: 'interrupted', address: link.endpoint.raw, detail: 'The engine ended the event stream.' };
}
