import type { LoginQuestions } from '../../app/ports.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { fail, ok, type Result } from '../../util/result.js';
import { once } from '../../util/once.js';
import type { SshEndpoint } from '../ssh/sshArguments.js';
import { EngineHttp } from './engineHttp.js';
import { EngineLink } from './engineLink.js';
import { toEngineFailure } from './failure.js';

/** Calls wait for each other beyond so many: each connection is a program here and one on the other side. */
const CALLS_AT_ONCE = 4;

/** Links over SSH. Its code is loaded with the first. */
export class SshLinks {
  private readonly code = once(() => import('../ssh/main.js'));
  private readonly lines = once(async () => new (await this.code()).SshLines(this.env));

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** Logs in, unless somebody is already, and hears that an engine answers. */
  async link(
    endpoint: SshEndpoint,
    questions: LoginQuestions | undefined,
    signal: AbortSignal,
  ): Promise<Result<EngineLink, EngineFailure>> {
    const { CallAgent, StreamAgent, LocalDoor } = await this.code();
    try {
      const { line, release } = await (await this.lines()).take(endpoint, questions, signal);
      const calls = new CallAgent(line, CALLS_AT_ONCE);
      const streams = new StreamAgent(line);
      const http = new EngineHttp({ calls, streams, isSecure: false }, new AbortController().signal);
      const close = (): void => {
        calls.destroy();
        streams.destroy();
        release();
      };
      return ok(new EngineLink(endpoint, http, close, () => LocalDoor.open(line)));
    } catch (error) {
      const failure = toEngineFailure(error, endpoint.raw);
      return fail(signal.aborted ? { ...failure, reason: 'cancelled' } : failure);
    }
  }
}
