import type { LimitProblem } from '../../../core/scaling/connections/limitProblem.js';
import { bytes, count, list } from '../../figures.js';
import { oneLine } from '../../markdown.js';

/** Why a database's limit of connections cannot be set, and what to do instead. A sentence without its full stop. */
export function limitProblemText(problem: LimitProblem): string {
  switch (problem.problem) {
    case 'no-database':
      return 'The runbook names no PostgreSQL; add a "postgres" section to it';
    case 'swarm':
      return 'Scalebook changes the limit of a database of a Compose stack only, since a Swarm replaces what is restarted';
    case 'untrusted':
      return 'Nothing is asked of a database from an untrusted workspace';
    case 'several-replicas':
      return `${problem.replicas} replicas of the database run, and Scalebook changes the limit of a single one only`;
    case 'not-running':
      return `${oneLine(problem.service)} does not run; start it first`;
    case 'cannot-ask':
      return `The database could not be asked for its limit: ${oneLine(problem.detail).replace(/\.$/, '')}`;
    case 'overruled':
      return problem.source === 'command line'
        ? `max_connections = ${problem.limit} stands on the database's command line, where no ALTER SYSTEM can change it; change it in the Compose file`
        : `max_connections = ${problem.limit} comes from its ${oneLine(problem.source)}, where no ALTER SYSTEM can change it`;
    case 'no-right':
      return `${oneLine(problem.user)} may not change the database's settings; name a superuser under "postgres" in the runbook`;
    case 'no-alter-system':
      return 'The database is configured to refuse ALTER SYSTEM (allow_alter_system); change the limit where its settings are kept';
    case 'standby':
      return 'The database is a standby, whose limit follows its primary; change it there first';
    case 'followed':
      return `${count(problem.followers, 'standby', 'standbys')} of the database would stop over a higher limit; raise theirs first`;
    case 'unreadable-settings':
      return "The database's settings files have a line that it cannot read, and it would not start again; mend the file first";
    case 'others-wait':
      return `A restart would change other settings of the database, too (${list(problem.settings.slice(0, 3).map(oneLine))}); restart it by itself first`;
    case 'in-use':
      return `${count(problem.open, 'connection')} ${problem.open === 1 ? 'is' : 'are'} open and ${problem.reserved} are reserved: this limit would lock some of them out`;
    case 'too-many':
      return `More than ${problem.largest} connections call for a pooler such as PgBouncer, not for a higher limit`;
    case 'memory':
      return `Open connections take at least ${bytes(problem.neededBytes)} together and the database may use ${bytes(problem.memoryBytes)}; up to ${problem.largest} have room`;
  }
}
