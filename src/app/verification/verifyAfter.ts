import { lastToldAt } from '../../core/operation/run/comingToRest.js';
import type { Operation } from '../../core/operation/operation.js';
import { touchedServices } from '../../core/operation/run/touchedServices.js';
import type { VerificationRequest } from '../../core/verification/verificationRun.js';
import { messageOf } from '../../util/messageOf.js';
import type { Disposable } from '../../util/disposable.js';
import { pause } from '../pause.js';
import type { Clock, Log } from '../ports.js';
import type { VerifyAfterMode } from '../../core/verification/verifyAfterMode.js';
import type { Verifications } from './verifications.js';

/** A balancer finds new replicas, and lets go of old ones, within this. */
const settleMs = 5000;

/** One that was found to have ended longer ago is over for everybody. */
const latestMs = 60 * 60_000;

/** Verifies what an operation has changed, however it ended, once it holds nothing any more. */
export class VerifyAfter implements Disposable {
  /** By stack, what goes on. */
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly verifications: Pick<Verifications, 'start' | 'cancel'>,
    private readonly mode: () => VerifyAfterMode,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** What is about to change has no use for a verification of what was before. */
  started({ plan }: Pick<Operation, 'plan'>): void {
    this.running.get(keyOf(plan))?.abort();
  }

  /** Of one whose window was gone: that is verified where it is not long ago. */
  async found(operation: Operation): Promise<void> {
    if (this.clock.now() - lastToldAt(operation) < latestMs) await this.ended(operation);
  }

  /** Ends when the verification has. */
  async ended(operation: Operation): Promise<void> {
    const { id, plan, by } = operation;
    const pace = this.mode();
    const services = touchedServices(operation);
    if (pace === 'off' || services.length === 0) return;
    const key = keyOf(plan);
    this.running.get(key)?.abort();
    const abort = new AbortController();
    this.running.set(key, abort);
    const request: VerificationRequest = { stackId: plan.stackId, services, pace, operation: id };
    abort.signal.addEventListener('abort', () => this.verifications.cancel(request));
    try {
      await pause(this.clock, settleMs, abort.signal);
      if (abort.signal.aborted) return;
      const ran = await this.verifications.start(request, by);
      if (!ran.ok) this.log.warn(`The verification after operation ${id} could not begin: ${ran.error.reason}`);
    } catch (error) {
      this.log.warn(`The verification after operation ${id} broke off: ${messageOf(error)}`);
    } finally {
      if (this.running.get(key) === abort) this.running.delete(key);
    }
  }

  dispose(): void {
    for (const abort of this.running.values()) abort.abort();
  }
}

const keyOf = ({ context, stackId }: Operation['plan']): string => `${context}\n${stackId}`;
