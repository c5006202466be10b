import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Operation } from '../../core/operation/operation.js';
import type { Runbook } from '../../core/runbook/runbook.js';
import { serviceOf } from '../../core/runbook/servicesInOrder.js';
import { verificationOf, type ServiceVerification } from '../../core/runbook/verificationPolicy.js';
import { isReady } from '../../core/policy/condition.js';
import type { Replica } from '../../core/stack/replica.js';
import { emptySnapshot, findStack, type Service, type Stack } from '../../core/stack/stack.js';
import type { SpreadReplica } from '../../core/verification/spread/spreadReplica.js';
import { fail, type Result } from '../../util/result.js';
import { sourceAddress } from '../live/sourceAddress.js';
import { engineAhead } from '../engineAhead.js';
import { pause } from '../pause.js';
import type { EngineConnection } from '../ports.js';
import type { WebAnswer, WebRequest } from './ports.js';
import type { VerificationParts } from './verificationParts.js';

/** What a verification is about. */
export interface GroundOf {
  readonly connection: EngineConnection;
  /** As it was when the verification began. */
  readonly stack: Stack;
  readonly runbook: Runbook;
  /** The operation that it proves. */
  readonly operation: Operation | undefined;
  /** Wall time, ms. */
  readonly startedAt: number;
  /** Ends the verification. */
  readonly signal: AbortSignal;
}

/** One request, with what is usual left out. */
export type Question = Pick<WebRequest, 'url'> & Partial<WebRequest>;

const requestTimeoutMs = 5000;
const lookBackMs = 10 * 60_000;

/** What the checkers of one verification stand on: the stack as it is now, and whom they may ask. */
export class Ground {
  private readonly shared = new Map<string, Promise<unknown>>();

  constructor(
    readonly parts: VerificationParts,
    readonly about: GroundOf,
  ) {}

  get stack(): Stack {
    const { stack } = this.about;
    return findStack(this.parts.store.state.snapshot ?? emptySnapshot, stack.id) ?? stack;
  }

  /** As it is now; without replicas where only the runbook knows it. */
  service(name: string): Service {
    const { stack } = this;
    const none: Service = { id: `${stack.id}/${name}`, stackId: stack.id, name, replicas: [], origin: undefined };
    return serviceOf(stack, this.about.runbook, name) ?? none;
  }

  running(name: string): readonly Replica[] {
    return this.service(name).replicas.filter(({ state }) => state === 'running');
  }

  /** Those that may be sent requests, as the tests of evenness know them. */
  spreadReplicas(name: string): readonly SpreadReplica[] {
    return this.running(name).map((replica) => ({
      name: replica.name,
      containerId: replica.containerId,
      isReady: isReady(replica),
    }));
  }

  /** How the runbook verifies a service; undefined where it says nothing of it. */
  verificationOf(name: string): ServiceVerification | undefined {
    return verificationOf(this.about.runbook.verification, name);
  }

  /** When the operation began; undefined: there was none. */
  get beganAt(): number | undefined {
    return this.about.operation?.startedAt;
  }

  /** What happened since then belongs to what is verified: since the operation began, or lately where there was none. Wall time of this machine, ms. */
  get sinceAt(): number {
    return this.beganAt ?? this.parts.clock.now() - lookBackMs;
  }

  /** How far the engine's clock is ahead of this machine's, ms; measured once in a verification. */
  engineAhead(): Promise<Result<number, EngineFailure>> {
    return this.once('clock', (signal) => engineAhead(this.about.connection, this.parts.clock, signal));
  }

  /** What a metric was before the operation, in its own unit. */
  before(service: string, metric: string): number | undefined {
    const measured = this.about.operation?.before?.services.find((each) => each.service === service);
    return measured?.figures.find((figure) => figure.metric === metric)?.value;
  }

  /** Where an address of the runbook is asked from here. The failure is a sentence. */
  address(url: string): Result<string, string> {
    return sourceAddress(url, this.about.connection.context);
  }

  /** Sends one request to an address of the runbook, on a connection of its own. */
  async send(question: Question, signal: AbortSignal): Promise<Result<WebAnswer, string>> {
    const target = this.address(question.url);
    if (!target.ok) return target;
    if (signal.aborted) return fail('cancelled');
    const usual = { method: 'GET', headers: {}, body: undefined, timeoutMs: requestTimeoutMs } as const;
    const sources = await this.parts.sources();
    return sources.send({ ...usual, freshConnection: true, ...question, url: target.value }, signal);
  }

  /** Made once in a verification, whichever check asks for it first. It ends with the verification, and has to be bounded by itself. */
  once<T>(key: string, make: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const before = this.shared.get(key) as Promise<T> | undefined;
    const made = before ?? make(this.about.signal);
    if (!before) this.shared.set(key, made);
    return made;
  }

  async pause(forMs: number, signal: AbortSignal): Promise<void> {
    if (!signal.aborted) await pause(this.parts.clock, forMs, signal);
  }
}
