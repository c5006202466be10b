import { runbookFor } from '../../../core/runbook/bundledRunbook.js';
import type { LimitGround, LimitProblem } from '../../../core/scaling/connections/limitProblem.js';
import { findStack } from '../../../core/stack/stack.js';
import { fail, type Result } from '../../../util/result.js';
import type { EngineSession } from '../../connection/engineSession.js';
import type { LiveStore } from '../../live/liveStore.js';
import { askGround } from './askLimit.js';

/** Asks a stack's database for its limit of connections, for whoever has to choose another. */
export class LimitReader {
  /** @param mayRun false in an untrusted workspace, where nothing is run */
  constructor(
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly mayRun: () => boolean,
  ) {}

  async read(stackId: string, signal: AbortSignal): Promise<Result<LimitGround, LimitProblem>> {
    if (!this.mayRun()) return fail({ problem: 'untrusted' });
    const { snapshot, runbooks } = this.store.state;
    const stack = snapshot && findStack(snapshot, stackId);
    const connection = this.session.current?.connection;
    if (!stack || !connection) return fail({ problem: 'cannot-ask', detail: 'its stack is not there any more' });
    return askGround(connection, stack, runbookFor(stack, runbooks), signal);
  }
}
