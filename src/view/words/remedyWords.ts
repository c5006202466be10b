import type { Remedy } from '../../core/scaling/guards/remedies.js';
import { duration } from '../figures.js';
import { oneLine } from '../markdown.js';

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
    case 'explain':
      return 'Explain Decision';
    case 'open-compose-file':
      return 'Open Compose File';
    case 'wait-until':
      return `Wait ${duration(remedy.at - now)}`;
  }
}
