import type { LimitGuard } from '../connections/limitGuard.js';
import type { LimitProblem } from '../connections/limitProblem.js';
import type { Remedy } from './remedy.js';

/** What can be done where the limit of the database's connections cannot be told, or cannot be set. */
export function limitRemedies(guard: LimitGuard): readonly Remedy[] {
  switch (guard.finding) {
    case 'restart':
      return [];
    case 'put-back':
      return [{ remedy: 'look-again' }, ...logsOf(guard.service)];
    case 'refused':
    case 'unknown':
      return ofProblem(guard.problem, guard.service);
  }
}

const logsOf = (service: string | undefined): readonly Remedy[] =>
  service === undefined ? [] : [{ remedy: 'open-logs', service }];

function ofProblem(problem: LimitProblem, service: string | undefined): readonly Remedy[] {
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
    case 'too-many':
      return problem.largest > 0 ? [{ remedy: 'raise-connections', to: problem.largest }] : [];
    case 'overruled':
      // An environment variable or a command line: both stand in the Compose file.
      return [{ remedy: 'open-compose-file' }];
    case 'no-database':
    case 'no-right':
    case 'several-replicas':
      return [{ remedy: 'open-runbook' }];
    case 'swarm':
    case 'untrusted':
    case 'no-alter-system':
    case 'standby':
    case 'followed':
      return [];
  }
}
