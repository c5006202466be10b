import type { Stage } from '../../operation/stage.js';
import type { Runbook } from '../../runbook/runbook.js';
import type { Stack } from '../../stack/stack.js';
import { fail, ok, type Result } from '../../../util/result.js';
import type { KeptSettings } from '../../operation/plan/operationRequest.js';
import { databaseOf, type Database } from './databaseOf.js';
import { limitProblem, type LimitGround, type LimitProblem } from './limitProblem.js';

/** Gives a database another limit of connections. */
export type LimitStage = Extract<Stage, { stage: 'set-connections' }>;

/**
 * The stage that takes the database from its present limit to `to`; undefined where that is its limit already. A limit that is written and
 * not yet in force is none: the stage then comes to the restart alone, or, where it was written by somebody who came no further and `to` is in
 * force still, to taking back what is written.
 *
 * @param now what the database says, or why it does not
 * @param willClose services that use it go down before: how many connections will be open then is asked when it is their turn
 */
export function planConnections(
  stack: Stack,
  runbook: Runbook,
  now: Result<LimitGround, LimitProblem>,
  to: number,
  willClose = false,
): Result<LimitStage | undefined, LimitProblem> {
  const database = databaseOf(stack, runbook);
  if (!database.ok) return database;
  if (!now.ok) return now;
  const { limit } = now.value.now;
  const pending = now.value.files?.written ?? limit;
  const found = limitProblem(now.value, to);
  if (limit === to && (pending === to || found)) return ok(undefined);
  if (found && !(willClose && found.problem === 'in-use' && to > found.reserved)) return fail(found);
  const { service, title } = database.value;
  const from = limit === to ? pending : limit;
  const { dataFolder } = now.value.now;
  const stage = { stage: 'set-connections', serviceId: service.id, service: service.name, title, from, to } as const;
  return ok({ ...stage, ...(dataFolder === undefined ? {} : { dataFolder }) });
}

/** The stage that takes a database, which does not run, back to the settings from before a change that nobody came to the end of. */
export const planPutBack = ({ service, title }: Database, { dataFolder, limit, tried }: KeptSettings): LimitStage => ({
  stage: 'set-connections',
  serviceId: service.id,
  service: service.name,
  title,
  from: tried,
  to: limit,
  dataFolder,
  putsBack: true,
});
