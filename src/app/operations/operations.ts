import type { CountOutlook } from './schedule/countOutlook.js';
import type { LimitReader } from './connections/limitReader.js';
import type { Journal } from './journal.js';
import type { OperationRunner } from './run/operationRunner.js';
import type { PlanLater } from './planLater.js';
import type { Planner } from './planner.js';
import type { TeamTeller } from './after/teamTeller.js';

/** What plans and runs operations, and remembers them; made when first needed. */
export interface Operations {
  readonly planner: Planner;
  readonly runner: OperationRunner;
  readonly journal: Journal;
  readonly teller: TeamTeller;
  readonly limits: LimitReader;
  readonly later: PlanLater;
  readonly outlook: CountOutlook;
}
