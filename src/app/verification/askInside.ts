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
    const of = replica.name;
    const known = this.known.get(replica.imageId);
    const others = insidePrograms.filter((program) => program !== known);
    for (const program of known ? [known, ...others] : others) {
      const startedAt = this.now();
      const options = { env, timeoutMs, maxBytes };
      const ran = await this.connection.exec(replica.containerId, program.command(url), options, signal);
      if (!ran.ok && !isMissing(ran)) return failed(of, ran.error, signal);
      const answer = ran.ok && !isMissing(ran) ? program.read(ran.value) : undefined;
      if (!answer) continue;
      this.known.set(replica.imageId, program);
      const { status, durationMs = this.now() - startedAt, said } = answer;
      return status === undefined ? { got: 'silence', of, said } : { got: 'answer', of, status, durationMs, said };
    }
    const programs = insidePrograms.map(({ name }) => name).join(', ');
    return { got: 'nothing', of, said: `its image has none of the programs that could ask: ${programs}` };
  }
}

/** The container has no such program: some engines refuse it, others let it end at once. */
function isMissing(ran: Result<ExecAnswer, EngineFailure>): boolean {
  if (!ran.ok) return /executable file not found|no such file or directory/i.test(ran.error.detail);
  return ran.value.exitCode === 126 || ran.value.exitCode === 127;
}

/** A program that did not end in time waited for an answer. */
const failed = (of: string, { reason, detail }: EngineFailure, signal: AbortSignal): Asked => ({
  got: reason === 'timed-out' && !signal.aborted ? 'silence' : 'nothing',
  of,
  said: detail,
});
