import { alterLimitCall } from '../../../core/policy/psql.js';
import { runbookFor } from '../../../core/runbook/bundledRunbook.js';
import type { OperationProblem } from '../../../core/operation/operation.js';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import { databaseIn, databaseOf, type Database } from '../../../core/scaling/connections/databaseOf.js';
import type { LimitFault } from '../../../core/scaling/connections/limitFault.js';
import { limitProblem, type LimitGround } from '../../../core/scaling/connections/limitProblem.js';
import type { LimitStage } from '../../../core/scaling/connections/planConnections.js';
import type { Runbook } from '../../../core/runbook/runbook.js';
import { findStack, type Stack } from '../../../core/stack/stack.js';
import { fail, ok, type Result } from '../../../util/result.js';
import type { EngineSession } from '../../connection/engineSession.js';
import type { LiveStore } from '../../live/liveStore.js';
import type { Clock, EngineConnection } from '../../ports.js';
import type { StageStepListener } from '../run/stageStepListener.js';
import { askFiles, askGround, runPsql } from './askLimit.js';
import type { ConnectionSetter } from './connectionSetter.js';
import { forgetSettings, keepSettings, type SettingsPlace } from './keptSettings.js';
import { putSettingsBack } from './putSettingsBack.js';
import { limitOnceBack, restartDatabase } from './restartDatabase.js';

/** The database as it is, with what is needed to go back. */
interface Ground extends LimitGround {
  readonly connection: EngineConnection;
  readonly database: Database;
  readonly dataFolder: string;
}

interface Found {
  readonly connection: EngineConnection;
  readonly stack: Stack;
  readonly runbook: Runbook;
}

/** postgresql.auto.conf as it is when the present limit stands in it, as a tar. */
type Copy = Uint8Array;

/**
 * Sets max_connections by `ALTER SYSTEM` and a restart of the database alone, and believes it only when the database itself says the new
 * limit. Where it does not come back, or says another, its settings file is put back as it was, which works on a container that does not run, too. A copy
 * of that file stays in the database's folder until one of the limits is proven, for the case that this window ends in between.
 */
export class SetConnections implements ConnectionSetter {
  /** @param tell a fault as a sentence */
  constructor(
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly clock: Clock,
    private readonly tell: (fault: LimitFault) => string,
  ) {}

  async carryOut(
    { stackId, context }: Pick<OperationPlan, 'stackId' | 'context'>,
    stage: LimitStage,
    signal: AbortSignal,
    onStep: StageStepListener,
  ): Promise<OperationProblem | undefined> {
    if (signal.aborted) return { reason: 'cancelled' };
    if (stage.putsBack) return this.putSettingsBack(stackId, context, stage, onStep);
    const ground = await this.look(stackId, context, signal);
    if (isCancelled(signal)) return { reason: 'cancelled' };
    if (!ground.ok) return this.problem(ground.error, undefined);
    const { limit } = ground.value.now;
    if (limit === stage.to) return this.takeBack(ground.value, limit);
    if (limit !== stage.from) return this.problem({ fault: 'changed-meanwhile', limit, from: stage.from }, undefined);
    const problem = limitProblem(ground.value, stage.to);
    if (problem) return this.problem({ fault: 'not-begun', problem }, undefined);
    const copy = await this.keepCopy(ground.value, limit, stage.to);
    if (!copy.ok) return this.problem(copy.error, undefined);
    if (isCancelled(signal)) {
      await forgetSettings(placeOf(ground.value), unstoppable());
      return { reason: 'cancelled' };
    }
    return this.change(ground.value, copy.value, stage, signal, onStep);
  }

  async forget({ stackId, context }: Pick<OperationPlan, 'stackId' | 'context'>, stage: LimitStage): Promise<void> {
    const found = await this.find(stackId, context);
    const database = found.ok ? databaseOf(found.value.stack, found.value.runbook) : undefined;
    if (!found.ok || !database?.ok || stage.dataFolder === undefined) return;
    const { connection } = found.value;
    const { containerId } = database.value.replica;
    await forgetSettings({ connection, containerId, dataFolder: stage.dataFolder }, unstoppable());
  }

  private async look(stackId: string, context: string, signal: AbortSignal): Promise<Result<Ground, LimitFault>> {
    const found = await this.find(stackId, context);
    if (!found.ok) return found;
    const { stack, runbook, connection } = found.value;
    const database = databaseOf(stack, runbook);
    const ground = await askGround(connection, stack, runbook, signal);
    if (!database.ok) return fail({ fault: 'not-begun', problem: database.error });
    if (!ground.ok) return fail({ fault: 'not-begun', problem: ground.error });
    // Whoever may not know the folder is no superuser, which is looked at next.
    const dataFolder = ground.value.now.dataFolder ?? '';
    return ok({ ...ground.value, connection, database: database.value, dataFolder });
  }

  /** As it is now. */
  private async find(stackId: string, context: string): Promise<Result<Found, LimitFault>> {
    const feed = this.session.current;
    const listed = await feed?.refreshAll();
    const { snapshot, runbooks } = this.store.state;
    const stack = listed?.ok && snapshot ? findStack(snapshot, stackId) : undefined;
    if (feed && stack && feed.connection.context.name === context)
      return ok({ stack, runbook: runbookFor(stack, runbooks), connection: feed.connection });
    const detail = listed && !listed.ok ? listed.error.detail : 'its stack is not there any more';
    return fail({ fault: 'not-begun', problem: { problem: 'cannot-ask', detail } });
  }

  private async putSettingsBack(
    stackId: string,
    context: string,
    stage: LimitStage,
    onStep: StageStepListener,
  ): Promise<OperationProblem | undefined> {
    const found = await this.find(stackId, context);
    if (!found.ok) return this.problem(found.error, undefined);
    const { stack, runbook, connection } = found.value;
    const database = databaseIn(stack, runbook);
    const fault: LimitFault | undefined = database.ok
      ? await putSettingsBack(connection, database.value, stage, this.clock, onStep)
      : { fault: 'not-begun', problem: database.error };
    return fault && this.problem(fault, undefined);
  }

  /**
   * What is written, not in force and not wanted, such as by a window that was killed before the restart, would come with the next one. With it goes what
   * that window has kept.
   */
  private async takeBack(ground: Ground, limit: number): Promise<OperationProblem | undefined> {
    const isWritten = (ground.files?.written ?? limit) !== limit;
    const detail = isWritten ? await this.write(ground, limit) : undefined;
    if (detail !== undefined) return this.problem({ fault: 'not-written', to: limit, detail }, undefined);
    await forgetSettings(placeOf(ground), unstoppable());
    return undefined;
  }

  /** A file that was changed before, without a restart since, is taken back first: the copy has to lead to the limit that there is now. */
  private async keepCopy(ground: Ground, limit: number, to: number): Promise<Result<Copy, LimitFault>> {
    if ((ground.files?.written ?? limit) !== limit) {
      const detail = await this.write(ground, limit);
      if (detail !== undefined) return fail({ fault: 'no-copy', detail });
    }
    const kept = await keepSettings(placeOf(ground), { from: limit, to }, unstoppable());
    return kept.ok ? kept : fail({ fault: 'no-copy', detail: kept.error });
  }

  private async change(
    ground: Ground,
    copy: Copy,
    { from, to }: LimitStage,
    signal: AbortSignal,
    onStep: StageStepListener,
  ): Promise<OperationProblem | undefined> {
    const refused = await this.write(ground, to);
    if (refused !== undefined) {
      const restored = await this.takeBackWritten(ground, copy, from);
      return this.problem({ fault: 'not-written', to, detail: refused }, restored);
    }
    if (isCancelled(signal) && (await this.takeBackWritten(ground, copy, from))) return { reason: 'cancelled' };
    // From here on it is carried through: a database in between is worth less than either end.
    const fault = await restartDatabase(ground.connection, ground.database, to, this.clock, onStep);
    const restored = fault && (await this.goBack(ground, copy, from));
    // It leads back from here as long as the database has neither limit.
    if (restored !== false) await forgetSettings(placeOf(ground), unstoppable());
    return fault && this.problem(fault, restored);
  }

  /** Writes the limit into the settings file, and reads that back. The failure is the end of a sentence. */
  private async write(ground: Ground, limit: number): Promise<string | undefined> {
    const { connection, database, files } = ground;
    const { server } = database;
    // What is so without ALTER SYSTEM needs none: nothing is left behind.
    const call = alterLimitCall(server, limit === files?.beneath ? undefined : limit);
    if (!call) return 'the limit is none that it knows';
    const altered = await runPsql(connection, idOf(ground), call, unstoppable());
    if (!altered.ok) return altered.error;
    const written = await askFiles(connection, idOf(ground), server, unstoppable());
    if (!written.ok) return written.error;
    if (written.value.written !== limit) return `its settings files say ${written.value.written ?? 'nothing'} of it`;
    return written.value.unreadable > 0 ? 'its settings files have a line that it cannot read' : undefined;
  }

  /** Puts the old file in place and restarts; true when the database then says its old limit. */
  private async goBack(ground: Ground, copy: Copy, from: number): Promise<boolean> {
    if (!(await this.putBack(ground, copy, from))) return false;
    const { connection, database } = ground;
    const restarted = await connection.restart(idOf(ground), unstoppable());
    const limit = restarted.ok ? await limitOnceBack(connection, database, this.clock) : undefined;
    return limit?.ok === true && limit.value === from;
  }

  /** Nothing is in force yet; true when nothing is written any more, so that the copy is needed no longer. */
  private async takeBackWritten(ground: Ground, copy: Copy, from: number): Promise<boolean> {
    const isBack = await this.putBack(ground, copy, from);
    if (isBack) await forgetSettings(placeOf(ground), unstoppable());
    return isBack;
  }

  /** By the engine, which needs no server that runs; by the database itself where the engine does not let us. */
  private async putBack(ground: Ground, copy: Copy, from: number): Promise<boolean> {
    const put = await ground.connection.putArchive(idOf(ground), ground.dataFolder, copy, unstoppable());
    return put.ok || (await this.write(ground, from)) === undefined;
  }

  private problem(fault: LimitFault, restored: boolean | undefined): OperationProblem {
    return { reason: 'connections', sentence: this.tell(fault), restored };
  }
}

const idOf = ({ database }: Ground): string => database.replica.containerId;

const placeOf = (ground: Ground): SettingsPlace => ({
  connection: ground.connection,
  containerId: idOf(ground),
  dataFolder: ground.dataFolder,
});

const isCancelled = (signal: AbortSignal): boolean => signal.aborted;

/** What was begun is let end. */
const unstoppable = (): AbortSignal => new AbortController().signal;
