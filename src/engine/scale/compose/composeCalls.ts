import * as z from 'zod';
import type { EngineConnection } from '../../../app/ports.js';
import type { EngineFailure, EngineFailureReason } from '../../../core/connection/engineFailure.js';
import { fail, ok, type Result } from '../../../util/result.js';
import { parseJson } from '../../../util/parseJson.js';
import { boundedText } from '../../connect/failure.js';
import * as command from '../../../core/scaling/composeCommand.js';
import { composeEnvironment } from './composeEnvironment.js';
import { failureWords } from './composeProgress.js';
import type { ComposeTools } from './composeTools.js';
import { engineLinkOf } from '../engineLinkOf.js';

const configSchema = z.object({ services: z.record(z.string(), z.unknown()) });
/** What Compose takes for a service, and what cannot be mistaken for an option. */
const SERVICE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
/** A Compose that is killed leaves things half done: it has long enough to give up by itself what it waits for. */
const CHANGE_GRACE_MS = 30_000;
const NAME_IN_USE = /container name .* is already in use/i;

/** `docker compose` on one project of one engine. */
export class ComposeCalls {
  constructor(
    private readonly tools: ComposeTools,
    private readonly connection: EngineConnection,
    private readonly project: command.ComposeProject,
    private readonly signal: AbortSignal,
  ) {}

  /** The service with everything that it depends on: the services that Compose may touch when it is told to scale it. */
  async servicesInvolved(service: string): Promise<Result<readonly string[], EngineFailure>> {
    if (!SERVICE_NAME.test(service)) return fail(this.failure('refused', `${service} is not a name of a service.`));
    const outcome = await this.call(command.configCommand(service));
    if (!outcome.ok) return outcome;
    const parsed = configSchema.safeParse(parseJson(outcome.value.stdout));
    const names = parsed.success ? Object.keys(parsed.data.services) : [];
    if (names.includes(service) && names.every((name) => SERVICE_NAME.test(name))) return ok(names);
    return fail(this.failure('refused', `docker compose config does not tell about the service ${service}.`));
  }

  /** What the files say of the service now, as Compose hashes it. */
  async configHash(service: string): Promise<Result<string, EngineFailure>> {
    if (!SERVICE_NAME.test(service)) return fail(this.failure('refused', `${service} is not a name of a service.`));
    const outcome = await this.call(command.configHashCommand(service));
    if (!outcome.ok) return outcome;
    const hash = /^\S+ ([0-9a-f]{64})\s*$/.exec(outcome.value.stdout)?.[1];
    return hash === undefined ? fail(this.failure('refused', 'docker compose config tells no hash.')) : ok(hash);
  }

  /** What Compose said it would do, also when it could not say all. */
  async rehearse(
    service: string,
    counts: command.Counts,
  ): Promise<{ said: string; failure: EngineFailure | undefined }> {
    let lines = '';
    const outcome = await this.call(command.rehearsalCommand(service, counts), (line) => (lines += `${line}\n`));
    // Later versions may say it on either of the two.
    return outcome.ok
      ? { said: `${outcome.value.stdout}\n${outcome.value.stderr}`, failure: undefined }
      : { said: lines, failure: outcome.error };
  }

  changeCount(
    service: string,
    counts: command.Counts,
    onLine: (line: string) => void,
  ): Promise<Result<unknown, EngineFailure>> {
    return this.call(command.changeCountCommand(service, counts), onLine, CHANGE_GRACE_MS);
  }

  start(service: string, count: number, onLine: (line: string) => void): Promise<Result<unknown, EngineFailure>> {
    return this.call(command.startCommand(service, count), onLine, CHANGE_GRACE_MS);
  }

  failure(reason: EngineFailureReason, detail: string): EngineFailure {
    return { reason, address: this.connection.context.endpoint.raw, detail: boundedText(detail) };
  }

  private async call(
    composeCommand: readonly string[],
    onErrorLine?: (line: string) => void,
    graceMs?: number,
  ): Promise<Result<{ stdout: string; stderr: string }, EngineFailure>> {
    const { context } = this.connection;
    const env = composeEnvironment(context, this.tools.env, await engineLinkOf(this.connection).localAddress());
    if (!env) return fail(this.failure('context-invalid', 'docker compose cannot be run on this context.'));
    const outcome = await this.tools.run(
      this.tools.dockerPath,
      command.composeArguments(this.project, composeCommand),
      {
        env,
        signal: this.signal,
        ...(onErrorLine ? { onErrorLine } : {}),
        ...(graceMs === undefined ? {} : { graceMs }),
      },
    );
    if (outcome.exitCode === 0) return ok(outcome);
    // What was only to look has left nothing half done.
    if (outcome.wasKilled && graceMs !== undefined) return fail(this.failure('killed', ''));
    if (this.signal.aborted) return fail(this.failure('cancelled', 'Cancelled.'));
    const words = failureWords(outcome.stderr) || 'docker compose ended without saying why.';
    return fail(this.failure(NAME_IN_USE.test(words) ? 'conflict' : 'refused', words));
  }
}
