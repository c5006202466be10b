import * as z from 'zod';
import type { EndTimes } from '../../app/diagnosis/ports.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { ContainerEnd } from '../../core/diagnosis/containerDetails.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { LineSplitter } from '../lineSplitter.js';

const MAX_LINE_BYTES = 64 * 1024;
/** What it remembers comes at once. An engine would else keep the stream open until its clock is past `until`. */
const SILENCE_MS = 1500;

const eventSchema = z.object({
  Action: z.enum(['start', 'oom', 'die']),
  Actor: z.object({ ID: z.string(), Attributes: z.object({ exitCode: z.string().optional() }) }),
  time: z.number(),
});
type EndEvent = z.infer<typeof eventSchema>;

/** What the engine remembers of how these containers ended. */
export async function readContainerEnds(
  link: EngineLink,
  containerIds: readonly string[],
  { sinceAt, untilAt }: EndTimes,
  signal: AbortSignal,
): Promise<Result<readonly ContainerEnd[], EngineFailure>> {
  if (containerIds.length === 0) return ok([]);
  const events: EndEvent[] = [];
  const lines = new LineSplitter(MAX_LINE_BYTES, (line) => events.push(...eventOf(line)));
  const query = {
    filters: { type: ['container'], container: [...containerIds], event: ['start', 'oom', 'die'] },
    since: String(Math.floor(sinceAt / 1000)),
    until: String(Math.ceil(untilAt / 1000)),
  };
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = AbortSignal.any([signal, silence.signal]);
  const failure = await link.readStream(end, (http) => http.stream('/events', query), {
    onOpen: () => (timer = setTimeout(() => silence.abort(), SILENCE_MS)),
    onChunk: (chunk) => lines.push(chunk),
  });
  clearTimeout(timer);
  const isOver = !failure || (silence.signal.aborted && !signal.aborted);
  return isOver ? ok(endsIn(events.filter(({ Actor }) => containerIds.includes(Actor.ID)))) : fail(failure);
}

function eventOf(line: string): readonly EndEvent[] {
  try {
    const parsed = eventSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

/**
 * The kernel tells many times of one kill, before the end of the container or just after it: what lies between two starts belongs together. A
 * container in which something was killed may go on.
 */
export function endsIn(events: readonly EndEvent[]): readonly ContainerEnd[] {
  const ends: ContainerEnd[] = [];
  const open = new Map<string, { killedAt: number | undefined; end: number | undefined }>();
  for (const { Action, Actor, time } of events) {
    const containerId = Actor.ID;
    const run = open.get(containerId) ?? { killedAt: undefined, end: undefined };
    const last = run.end === undefined ? undefined : ends[run.end];
    if (Action === 'start') open.delete(containerId);
    else if (Action === 'die') {
      open.set(containerId, { killedAt: undefined, end: ends.length });
      const isForMemory = run.killedAt !== undefined && last === undefined;
      ends.push({ containerId, at: time * 1000, exitCode: codeOf(Actor.Attributes.exitCode), isForMemory });
    } else if (run.end !== undefined && last) ends[run.end] = { ...last, isForMemory: true };
    else open.set(containerId, { ...run, killedAt: run.killedAt ?? time });
  }
  for (const [containerId, { killedAt }] of open)
    if (killedAt !== undefined) ends.push({ containerId, at: killedAt * 1000, exitCode: undefined, isForMemory: true });
  return ends.sort((a, b) => a.at - b.at);
}

const codeOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : undefined;
