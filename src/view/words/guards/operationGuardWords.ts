import type { ChangingGuard, ConnectionsGuard, DriftGuard } from '../../../core/scaling/guards/guard.js';
import { list } from '../../figures.js';
import { oneLine } from '../../markdown.js';

const ordinals = ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];

/** `third Backend: 150 connections of 100`. */
export function connectionsText(guard: ConnectionsGuard): string {
  const title = oneLine(guard.title);
  if (!guard.known) {
    const why = oneLine(guard.problem);
    return `Database connections of ${title} are not known${why === '' ? '' : `: ${why}`}`;
  }
  const { replicas, needed, limit, others, reserved, raiseTo, verdict } = guard;
  const beside = others > 0 ? ` beside ${others} of others` : '';
  const figures = `${ordinals[replicas] ?? `${replicas}th`} ${title}: ${needed} connections${beside} of ${limit}`;
  if (verdict === 'pass') return figures;
  return verdict === 'warn'
    ? `${figures}, which leaves nothing of the ${reserved} in reserve; raise the limit to ${raiseTo}`
    : `${figures}; raise the limit to ${raiseTo} first`;
}

const shown = 3;

/** Who or what is at work on the service already. */
export function changingText(guard: ChangingGuard): string {
  if (guard.found === 'operation') {
    const holder = oneLine(guard.holder);
    return `Another operation is at work on it${holder === '' ? '' : `, in the window of ${holder}`}`;
  }
  const names = guard.replicas.slice(0, shown).map(oneLine);
  const rest = guard.replicas.length - names.length;
  const who = rest > 0 ? `${names.join(', ')} and ${rest} more` : list(names);
  const are = guard.replicas.length === 1 ? 'is' : 'are';
  switch (guard.found) {
    case 'removing':
      return `${who} ${are} just being removed`;
    case 'restarting':
      return `${who} ${are} ending again and again, and started anew each time; look at the log first`;
    case 'starting':
      return `${who} ${are} still starting`;
  }
}

/** What of the images or the Compose file is not what runs, and what comes of it. */
export function driftText({ verdict, image, file, byCompose }: DriftGuard): string {
  if (verdict === 'pass') return 'What runs is what the Compose file says';
  const images = { other: 'stands for another image now', gone: 'is not on the engine any more' } as const;
  const what = [
    ...(image ? [`The image ${oneLine(image.name)} ${images[image.now]}`] : []),
    ...(file === 'differs' ? [`${image ? 't' : 'T'}he Compose file, or its environment, has changed since`] : []),
  ];
  const then = byCompose
    ? 'docker compose would make every replica anew, which is more than was asked for'
    : 'new replicas are copies of what runs, and the next docker compose up makes all anew';
  return `${what.join(', and ')}: ${then}`;
}
