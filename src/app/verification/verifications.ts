import type { PlanFailure } from '../../core/scaling/planFailure.js';
import type { Check } from '../../core/verification/check.js';
import type { Verification, VerificationRequest } from '../../core/verification/verificationRun.js';
import type { Result } from '../../util/result.js';
import type { LiveStore } from '../live/liveStore.js';
import type { Verifier } from './verifier.js';

/** The verifications of this window: begins them, and ends each of them before its time where somebody wants it. */
export class Verifications {
  private readonly runs = new Map<VerificationRequest, AbortController>();
  /** Checks that are made anew, by verification and check. */
  private readonly remade = new Map<string, AbortController>();

  /** @param ready whatever has to be there before the first check, such as the journal */
  constructor(
    private readonly verifier: () => Promise<Verifier>,
    private readonly store: LiveStore,
    private readonly ready: () => Promise<unknown>,
  ) {}

  /** @returns a failure where nothing was looked at */
  async start(request: VerificationRequest, by: string): Promise<Result<Verification, PlanFailure>> {
    const abort = new AbortController();
    this.runs.set(request, abort);
    try {
      // What cannot be kept can be looked at all the same.
      await this.ready().catch(() => undefined);
      return await (await this.verifier()).run(request, by, abort.signal);
    } finally {
      this.runs.delete(request);
    }
  }

  /** Asks it to end; what was not made by then is not known. False where nothing of it runs in this window. */
  cancel(request: VerificationRequest): boolean {
    const abort = this.runs.get(request);
    abort?.abort();
    const ids = this.store.state.verifications.filter((each) => each.request === request).map(({ id }) => id);
    const remade = [...this.remade].filter(([key]) => ids.some((id) => key.startsWith(`${id} `)));
    for (const [, each] of remade) each.abort();
    return abort !== undefined || remade.length > 0;
  }

  isRunning(request: VerificationRequest): boolean {
    return this.runs.has(request);
  }

  /** One like it that runs already, which need not be begun a second time. */
  underWay({ stackId, services, pace }: VerificationRequest): VerificationRequest | undefined {
    const sameServices = (others: readonly string[]): boolean =>
      others.length === services.length && others.every((other) => services.includes(other));
    return [...this.runs.keys()].find(
      (other) => other.stackId === stackId && other.pace === pace && sameServices(other.services),
    );
  }

  /** Makes one check anew; the one under way is not begun twice. Undefined where it is not known any more. */
  async again(verificationId: string, checkId: string): Promise<Check | undefined> {
    const key = `${verificationId} ${checkId}`;
    if (this.remade.has(key)) return undefined;
    const abort = new AbortController();
    this.remade.set(key, abort);
    try {
      await this.ready().catch(() => undefined);
      return await (await this.verifier()).again(verificationId, checkId, abort.signal);
    } finally {
      this.remade.delete(key);
    }
  }
}
