import type { Asked } from '../../core/verification/judge/asked.js';
import type { Replica } from '../../core/stack/replica.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Result } from '../../util/result.js';
import type { EngineConnection, ExecAnswer } from '../ports.js';
import { insidePrograms, type InsideProgram } from './insidePrograms.js';

/** Longer than any of the programs waits. */
const timeoutMs = 9000;
const maxBytes = 64 * 1024;
/** A proxy of the container's is not on the way to itself. */
const env = { http_proxy: '', https_proxy: '', HTTP_PROXY: '', HTTPS_PROXY: '', ALL_PROXY: '', all_proxy: '' };

/** Asks replicas for an address from inside them, by whichever program their image has. */
export class AskInside {
  /** What an image has, so that it is not looked for in every replica. */
  private readonly known = new Map<string, InsideProgram>();

  constructor(
    private readonly connection: EngineConnection,
    private readonly now: () => number,
  ) {}

  /** @param url an http or https address, which is handed over as one argument and never read by a shell */
  async ask(replica: Replica, url: string, signal: AbortSignal): Promise<Asked> {
    const asked = await this.askOnce(replica, url, signal);
    // Some programs try one address alone of the two that `localhost` has, and servers often listen at one.
    const plain = url.replace(/^(https?:\/\/)localhost(?=[:/]|$)/i, '$1127.0.0.1');
    return asked.got === 'silence' && plain !== url && !signal.aborted ? this.askOnce(replica, plain, signal) : asked;
  }

  private async askOnce(replica: Replica, url: string, signal: AbortSignal): Promise<Asked> {
    const known = this.known.get(replica.imageId);
    for (const program of known ? [known] : insidePrograms) {
      const startedAt = this.now();
      const ran = await this.connection.exec(
        replica.containerId,
        program.command(url),
        { env, timeoutMs, maxBytes },
        signal,
      );
      if (isMissing(ran)) continue;
      if (ran.ok) this.known.set(replica.imageId, program);
      return answerOf(replica.name, program, ran, this.now() - startedAt, signal);
    }
    const programs = insidePrograms.map(({ name }) => name).join(', ');
    return { got: 'nothing', of: replica.name, said: `its image has none of the programs that could ask: ${programs}` };
  }
}

/** The container has no such program: some engines refuse it, others let it end at once. */
function isMissing(ran: Result<ExecAnswer, EngineFailure>): boolean {
  if (!ran.ok) return /executable file not found|no such file or directory/i.test(ran.error.detail);
  return ran.value.exitCode === 126 || ran.value.exitCode === 127;
}

function answerOf(
  of: string,
  program: InsideProgram,
  ran: Result<ExecAnswer, EngineFailure>,
  tookMs: number,
  signal: AbortSignal,
): Asked {
  if (!ran.ok) {
    const isSilence = ran.error.reason === 'timed-out' && !signal.aborted;
    return { got: isSilence ? 'silence' : 'nothing', of, said: ran.error.detail };
  }
  const { status, durationMs, said } = program.read(ran.value);
  if (status === undefined) return { got: 'silence', of, said };
  return { got: 'answer', of, status, durationMs: durationMs ?? tookMs, said };
}
