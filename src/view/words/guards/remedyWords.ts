import { shellLine } from '../../../core/scaling/commandLine.js';
import type { Remedy } from '../../../core/scaling/guards/remedy.js';
import { duration } from '../../figures.js';
import { oneLine } from '../../markdown.js';

/**
 * What the button says.
 *
 * @param named says which service, where the plan is of several
 */
export function remedyTitle(remedy: Remedy, now: number, named = false): string {
  switch (remedy.remedy) {
    case 'fit-to':
      return named ? `Fit ${oneLine(remedy.title)} to ${remedy.target}` : `Fit to ${remedy.target}`;
    case 'raise-connections':
      return `Raise to ${remedy.to}`;
    case 'free-room':
      return `Free Room First: ${remedy.spared.map(({ title, from, to }) => `${oneLine(title)} ${from} → ${to}`).join(', ')}`;
    case 'restart':
      return `Restart ${oneLine(remedy.service)} by Itself`;
    case 'scale-first':
      return named ? `Scale ${oneLine(remedy.title)} to ${remedy.target} First` : `Scale to ${remedy.target} First`;
    case 'type-name':
      return `Type ${oneLine(remedy.context)} and Start`;
    case 'auto-scaler':
      return 'Set scalebook.scaler to auto';
    case 'look-again':
      return 'Look Again';
    case 'wait-until':
      return `Remind Me in ${duration(remedy.at - now)}`;
    case 'copy-command':
      return 'Copy the Command';
    case 'explain':
      return 'Explain Decision';
    case 'open-logs':
      return `Open Logs of ${oneLine(remedy.service)}`;
    case 'open-compose-file':
      return 'Open Compose File';
    case 'open-runbook':
      return 'Open Runbook';
    case 'show-history':
      return 'Show History';
  }
}

/** What comes of it, where that is not in its name: `docker service update --force shop_web`; empty where it is. */
export function remedyDetail(remedy: Remedy): string {
  switch (remedy.remedy) {
    case 'raise-connections':
      return 'the database restarts first, and open connections are cut once';
    case 'restart':
      return 'instead of this plan';
    case 'scale-first':
      return 'instead of this plan, so that one serves while the other restarts';
    case 'type-name':
      return 'starts this plan once its context was named';
    case 'look-again':
      return 'makes the plan anew from what is so now';
    case 'wait-until':
      return 'as long as this window is open; nothing is changed until then';
    case 'copy-command':
      return oneLine(shellLine(remedy.commands));
    case 'fit-to':
    case 'free-room':
    case 'auto-scaler':
      return 'makes the plan anew';
    case 'explain':
    case 'open-logs':
    case 'open-compose-file':
    case 'open-runbook':
    case 'show-history':
      return 'leaves everything as it is';
  }
}
