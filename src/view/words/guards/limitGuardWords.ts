import type { ConnectionsNeed } from '../../../core/scaling/connections/connectionsNeeded.js';
import type { LimitGuard } from '../../../core/scaling/connections/limitGuard.js';
import { count } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { limitProblemText } from '../limits/limitProblemWords.js';

/** A sentence without its full stop. */
export function limitGuardText(guard: LimitGuard): string {
  switch (guard.finding) {
    case 'restart': {
      const title = oneLine(guard.title);
      const why = guard.need ? ` for ${needText(guard.need)}` : '';
      // A line is cut at its end: what is lost stands before what it is for.
      return guard.open === 0
        ? `${title} restarts to allow ${guard.to} connections instead of ${guard.from}${why}; nobody is connected`
        : `${title} restarts, cutting ${count(guard.open, 'open connection')}, to allow ${guard.to} instead of ${guard.from}${why}`;
    }
    case 'put-back':
      return `${oneLine(guard.title)} does not run with the limit of ${guard.from} that it was being given: its settings from before are put back, and it starts with ${guard.to}. Nothing else is done`;
    case 'refused':
      return `A limit of ${guard.to} connections cannot be set. ${limitProblemText(guard.problem)}`;
    case 'unknown':
      return `${needText(guard.need)} connections may be needed, and nothing would be raised first. ${limitProblemText(guard.problem)}`;
  }
}

/** `10 Backend x 50 + 50 = 550`. */
export const needText = ({ title, replicas, perReplica, rest, limit }: ConnectionsNeed): string =>
  `${replicas} ${oneLine(title)} x ${perReplica} + ${rest} = ${limit}`;
