import * as z from 'zod';
import type { LogLine } from '../../app/ports.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { EngineLink } from '../connect/engineLink.js';
import { LineSplitter } from '../lineSplitter.js';
import { LogFrames } from './logFrames.js';

const INSPECT_TIMEOUT_MS = 20_000;
const MAX_LINE_BYTES = 16 * 1024;

const ttySchema = z.object({ Config: z.object({ Tty: z.boolean().nullish() }) });

/**
 * Reads one container's log to its end, which a followed log has when the container stops. Undefined when all went well.
 *
 * @param options with `sinceAt`, wall time in ms, only later lines, each after its time and a space
 */
export async function readLog(
  link: EngineLink,
  containerId: string,
  options: { readonly follow: boolean; readonly tail: number; readonly sinceAt?: number },
  onLine: (line: LogLine) => void,
  signal: AbortSignal,
): Promise<EngineFailure | undefined> {
  const tty = await hasTerminal(link, containerId, signal);
  if (!tty.ok) return tty.error;
  const splitter = (stream: LogLine['stream']): LineSplitter =>
    new LineSplitter(MAX_LINE_BYTES, (text) => onLine({ containerId, stream, text }));
  const lines = { stdout: splitter('stdout'), stderr: splitter('stderr') };
  const frames = new LogFrames((stream, bytes) => lines[stream].push(bytes));
  const { follow, tail, sinceAt } = options;
  // The engine puts its time before each line where it is asked for lines since one.
  const since = sinceAt === undefined ? {} : { since: String(sinceAt / 1000), timestamps: true };
  const query = { follow, tail: String(tail), stdout: true, stderr: true, ...since };
  const failure = await link.readStream(
    signal,
    (http) => http.stream(`/containers/${encodeURIComponent(containerId)}/logs`, query),
    // A terminal has one stream, and the engine sends it without frames.
    { onChunk: (chunk) => (tty.value ? lines.stdout.push(chunk) : frames.push(chunk)) },
  );
  if (failure?.reason !== 'cancelled') {
    lines.stdout.end();
    lines.stderr.end();
  }
  return failure;
}

function hasTerminal(link: EngineLink, containerId: string, signal: AbortSignal) {
  return link.call({ signal, timeoutMs: INSPECT_TIMEOUT_MS }, async (docker) => {
    const answer: unknown = await docker.getContainer(containerId).inspect();
    return ttySchema.parse(answer).Config.Tty ?? false;
  });
}
