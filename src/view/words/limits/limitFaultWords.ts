import type { LimitFault } from '../../../core/scaling/connections/limitFault.js';
import { duration, list } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { limitProblemText } from './limitProblemWords.js';

/** What happened, as a sentence; what became of the limit is told beside it. */
export function limitFaultText(fault: LimitFault): string {
  switch (fault.fault) {
    case 'not-begun':
      return `${limitProblemText(fault.problem)}. The limit was not changed.`;
    case 'changed-meanwhile':
      return `The database's limit is ${fault.limit} by now, not ${fault.from} as in the plan. It was not changed; plan again.`;
    case 'no-copy':
      return `The database's settings file could not be kept for the way back${said(fault.detail)}. The limit was not changed.`;
    case 'not-put-back':
      return `The database's settings from before could not be put back${said(fault.detail)}. Nothing was started.`;
    case 'not-written':
      return `The database did not take the limit of ${fault.to}${said(fault.detail)}.`;
    case 'not-restarted':
      return `The database could not be restarted${said(fault.detail)}.`;
    case 'not-back':
      return `With a limit of ${fault.to} the database did not come back (${oneLine(fault.state)})${said(fault.lastLog)}.`;
    case 'clients-away':
      return `The database allows ${fault.to} connections, but ${list(fault.titles.map(oneLine))} ${fault.titles.length === 1 ? 'is' : 'are'} not ready again, ${duration(fault.waitedMs)} after it restarted. Look at the log.`;
    case 'other-limit':
      return `The database came back with a limit of ${fault.limit}, not ${fault.to}: something overrules its settings file.`;
  }
}

const said = (detail: string): string => (detail.trim() === '' ? '' : `: ${oneLine(detail).replace(/\.$/, '')}`);
