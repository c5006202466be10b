import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import type { PlanFailure } from '../../core/scaling/planFailure.js';
import { emptySnapshot, findStack } from '../../core/stack/stack.js';
import type { Check, PlannedCheck } from '../../core/verification/check.js';
import { suiteFor } from '../../core/verification/suite.js';
import type { Verification, VerificationRequest } from '../../core/verification/verificationRun.js';
import type { Disposable } from '../../util/disposable.js';
import { fail, ok, type Result } from '../../util/result.js';
import { connectedFeed } from '../operations/connectedFeed.js';
import { measure } from '../operations/run/measure.js';
import { Ground } from './ground.js';
import { makeAll } from './makeAll.js';
import { makeCheck } from './makeCheck.js';
import { measuredBefore } from './measuredBefore.js';
import { checkIdOf, VerificationBoard } from './verificationBoard.js';
import type { VerificationParts } from './verificationParts.js';
import type { Verifier } from './verifier.js';

const readingIntervalMs = 5000;

/** Makes the checks of a verification. Meanwhile it holds the demands for all readings that they need. */
export class RunVerification implements Verifier {
  private readonly board: VerificationBoard;

  constructor(private readonly parts: VerificationParts) {
    this.board = new VerificationBoard(parts.store);
  }

  async run(request: VerificationRequest, by: string, signal: AbortSignal): Promise<Result<Verification, PlanFailure>> {
    const leases = this.lease();
    try {
      const ground = await this.prepare(request, signal);
      return ground.ok ? ok(await this.runOn(ground.value, request, by)) : ground;
    } finally {
      for (const lease of leases) lease.dispose();
    }
  }

  async again(verificationId: string, checkId: string, signal: AbortSignal): Promise<Check | undefined> {
    const verification = this.board.find(verificationId);
    const item = verification?.checks.find((each) => checkIdOf(each) === checkId);
    if (!verification || !item) return undefined;
    const planned = item.phase === 'made' ? plannedOf(item.check) : item.planned;
    const leases = this.lease();
    try {
      this.board.put(verificationId, { phase: 'running', planned });
      const check = await this.makeAgain(verification, planned, signal);
      this.board.put(verificationId, { phase: 'made', check });
      return check;
    } finally {
      for (const lease of leases) lease.dispose();
    }
  }

  private async makeAgain(
    { request, context }: Verification,
    planned: PlannedCheck,
    signal: AbortSignal,
  ): Promise<Check> {
    const ground = await this.prepare(request, signal);
    if (ground.ok && ground.value.about.connection.context.name === context)
      return makeCheck(planned, ground.value, signal);
    const detail = ground.ok
      ? `the stack is on the context ${context}, and the window on another`
      : whyNot(ground.error);
    const problem = signal.aborted ? { reason: 'cancelled' as const } : { reason: 'unreachable' as const, detail };
    const nothing = { verdict: 'unknown', facts: [], problem, pValue: undefined, tookMs: 0 } as const;
    return { ...planned, ...nothing, at: this.parts.clock.now() };
  }

  private lease(): readonly Disposable[] {
    const { session, needs } = this.parts;
    return [session.demand, ...needs].map((demand) => demand.acquire(readingIntervalMs));
  }

  /** Everything is asked of the engine anew before anything is checked. */
  private async prepare(request: VerificationRequest, signal: AbortSignal): Promise<Result<Ground, PlanFailure>> {
    const { session, store, clock } = this.parts;
    const connected = await connectedFeed(session, store, signal);
    if (!connected.ok) return engine(connected.error);
    const listed = await connected.value.refreshAll();
    if (!listed.ok) return engine(listed.error);
    const { state } = store;
    const stack = findStack(state.snapshot ?? emptySnapshot, request.stackId);
    if (!stack) return fail({ reason: 'no-stack', stack: request.stackId });
    const operation = state.operations.find(({ id }) => id === request.operation);
    // A stack of the same name on another context is another stack.
    if (operation && operation.plan.context !== connected.value.connection.context.name)
      return fail({ reason: 'no-stack', stack: request.stackId });
    const runbook = runbookFor(stack, state.runbooks);
    const { connection } = connected.value;
    return ok(new Ground(this.parts, { connection, stack, runbook, operation, startedAt: clock.now(), signal }));
  }

  private async runOn(ground: Ground, request: VerificationRequest, by: string): Promise<Verification> {
    const { store, clock, wanted } = this.parts;
    const { connection, stack, runbook, operation, startedAt } = ground.about;
    const context = connection.context.name;
    const lastSet = (service: string): number | undefined => wanted.get(context, `${stack.id}/${service}`);
    const planned = suiteFor(request, stack, runbook, lastSet, operation);
    const id = globalThis.crypto.randomUUID();
    const begun: Verification = {
      id,
      request,
      stack: stack.name,
      context,
      by,
      startedAt,
      endedAt: undefined,
      checks: planned.map((one) => ({ phase: 'waiting', planned: one })),
      before: measuredBefore(
        store.state,
        { context, stackId: stack.id, services: request.services, operation },
        startedAt,
      ),
      after: undefined,
    };
    this.board.begin(begun);
    const made = new Map<string, Check>();
    await makeAll(planned, ground, {
      began: (one) => this.board.put(id, { phase: 'running', planned: one }),
      made: (check) => {
        made.set(check.id, check);
        this.board.put(id, { phase: 'made', check });
      },
    });
    const services = request.services.length === 0 ? undefined : request.services;
    const ended: Verification = {
      ...begun,
      endedAt: clock.now(),
      checks: planned.map((one) => {
        const check = made.get(one.id);
        return check ? { phase: 'made', check } : { phase: 'waiting', planned: one };
      }),
      after: measure(store.state, stack.id, services, clock.now()),
    };
    this.board.change(id, () => ended);
    return ended;
  }
}

function plannedOf({ id, kind, service, title, necessity, timeoutMs }: Check): PlannedCheck {
  return { id, kind, service, title, necessity, timeoutMs };
}

const engine = (failure: EngineFailure): Result<never, PlanFailure> => fail({ reason: 'engine', failure });

const whyNot = (failure: PlanFailure): string =>
  failure.reason === 'engine' ? failure.failure.detail : 'the stack is not there any more';
