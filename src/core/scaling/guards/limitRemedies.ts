import type { LimitGuard } from '../connections/limitGuard.js';
import type { LimitProblem } from '../connections/limitProblem.js';
import type { Remedy } from './remedy.js';

/** What can be done where the limit of the database's connections cannot be told, or cannot be set. */
export function limitRemedies(guard: LimitGuard): readonly Remedy[] {
  switch (guard.finding) {
    case 'restart':
      // It says what comes of the plan; who does not want that leaves it.
      return [];
    case 'put-back':
      return [{ remedy: 'look-again' }, ...logsOf(guard.service)];
    case 'refused':
    case 'unknown':
      return problemRemedies(guard.problem, guard.service);
  }
}

const upTo = (largest: number): readonly Remedy[] =>
  largest > 0 ? [{ remedy: 'raise-connections', to: largest }] : [];

const logsOf = (service: string | undefined): readonly Remedy[] =>
  service === undefined ? [] : [{ remedy: 'open-logs', service }];

/** The same where no plan was made yet. `service` is the database's Compose name, where it is known. */
export function problemRemedies(problem: LimitProblem, service: string | undefined): readonly Remedy[] {
  const logs = logsOf(service);
  switch (problem.problem) {
    case 'cannot-ask':
    case 'not-running':
      return [{ remedy: 'look-again' }, ...logs];
    case 'others-wait':
      return service === undefined ? [] : [{ remedy: 'restart', service }];
    case 'unreadable-settings':
      return logs;
    case 'in-use':
      return [{ remedy: 'look-again' }];
    case 'memory':
      // What it may use stands in the Compose file.
      return [...upTo(problem.largest), { remedy: 'open-compose-file' }];
    case 'too-many':
      return upTo(problem.largest);
    case 'overruled':
    case 'no-alter-system':
      // An environment variable, a command line, a mounted file: all stand in the Compose file.
      return [{ remedy: 'open-compose-file' }];
    case 'no-database':
    case 'no-right':
    case 'several-replicas':
      return [{ remedy: 'open-runbook' }];
    case 'swarm':
      // The stack file is not known, and what stands in it cannot be told from the service.
      return [];
    case 'untrusted':
      // Such a workspace is shown no plan that could be started.
      return [];
    case 'standby':
    case 'followed':
      // Its limit is bound to another server's, which the stack need not have.
      return [];
  }
}
