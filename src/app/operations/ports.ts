import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { FileDrift } from '../../core/scaling/guards/guard.js';
import type { Footprint } from '../../core/scaling/guards/guardFacts.js';
import type { ServicePlan, Step } from '../../core/scaling/plan.js';
import type { ComposeOrigin } from '../../core/stack/containerRecord.js';
import type { TeamMessage } from '../../core/team/teamMessage.js';
import type { Webhook } from '../../core/team/webhook.js';
import type { Result } from '../../util/result.js';
import type { EngineConnection } from '../ports.js';

/** What operations need from the outside, beside the connection. */

export interface ScaleStepFailure {
  /** The step that failed; undefined when the failure is not about one replica. */
  readonly step: Step | undefined;
  readonly failure: EngineFailure;
}

/** Tells when a step begins and when it is done, with the id of the container it made or changed. */
export type StepListener = (step: Step, phase: 'begun' | 'done', containerId: string | undefined) => void;

/**
 * Carries out the `create`, `start` and `remove` steps of one plan, each replica started but not yet waited for. A replica
 * whose start fails is removed again. On abort it begins no further step and lets those under way end.
 */
export interface Scaler {
  apply(
    connection: EngineConnection,
    plan: ServicePlan,
    onStep: StepListener,
    signal: AbortSignal,
  ): Promise<Result<void, ScaleStepFailure>>;
}

/** What the Compose scaler can say before it is chosen. */
export interface ComposeScaler extends Scaler {
  /** A sentence why this service cannot be scaled by `docker compose` from this machine, or undefined when it can. */
  whyNot(connection: EngineConnection, origin: ComposeOrigin | undefined, project: string): Promise<string | undefined>;
}

/** Where the journal is kept: one JSON value a line. */
export interface JournalFile {
  /** Undefined when there is none yet. Throws when it cannot be read. */
  read(): Promise<string | undefined>;
  /** Ends once all lines, with a line end between two, are on the disk; throws when they could not be written there, and then none of them counts. */
  append(lines: string): Promise<void>;
  /** Whether anybody else has written since this one last read, as far as its length tells. Nobody has where there is no such question. */
  hasNews?(): Promise<boolean>;
}

/** Services that this window alone may change, until it lets go of them. */
export interface HeldLocks {
  /** False once another window has taken one over, which only one of another machine does, after minutes of silence. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/** Keeps two windows of this machine from changing the same service. A window that is gone holds nothing. */
export interface ServiceLocks {
  /**
   * All of them or none.
   *
   * @param keys an engine and a service each
   * @param holder what to tell another window of who holds them, such as a folder's name
   */
  acquire(
    keys: readonly string[],
    holder: string,
  ): Promise<Result<HeldLocks, { readonly key: string; readonly holder: string }>>;
  /** Who holds it, in this window or another; undefined when nobody does. */
  holderOf(key: string): Promise<string | undefined>;
}

/** Tells people outside of the editor. */
export interface TeamMessenger {
  /** A failure ends a sentence about the webhook, such as `it does not know this address`; it is without the address, which is a secret. */
  send(webhook: Webhook, message: TeamMessage, signal: AbortSignal): Promise<Result<void, string>>;
}

/** What guards ask beside the live state. */
export interface GuardSources {
  footprint(
    connection: EngineConnection,
    containerId: string,
    signal: AbortSignal,
  ): Promise<Result<Footprint, EngineFailure>>;
  /** The id of the image that a name stands for on the engine; undefined where it stands for none. */
  imageId(
    connection: EngineConnection,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<string | undefined, EngineFailure>>;
  /** Whether `docker compose` would make the service's replicas anew, where its files are on this machine. */
  fileDrift(connection: EngineConnection, plan: ServicePlan, signal: AbortSignal): Promise<FileDrift>;
}
