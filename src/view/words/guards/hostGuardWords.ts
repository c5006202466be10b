import type { HostGuard } from '../../../core/scaling/guards/guard.js';
import { binaryBytes, list, percent } from '../../figures.js';
import { oneLine } from '../../markdown.js';

const parts = {
  'host-memory': { title: 'Memory', amount: binaryBytes },
  'host-cpu': { title: 'CPU', amount: (cores: number) => cores.toFixed(1).replace(/\.0$/, '') },
  'host-disk': { title: 'Disk', amount: binaryBytes },
} as const satisfies Record<HostGuard['guard'], { title: string; amount: (value: number) => string }>;

/** `Memory: needs 6 GiB, 11 GiB free`. */
export function hostText(guard: HostGuard): string {
  const { title } = parts[guard.guard];
  if (guard.refused)
    return `CPU: a replica of ${oneLine(guard.refused.title)} asks for ${guard.refused.cpus} cores of ${String(guard.total)}, which the engine refuses`;
  if (guard.guard === 'host-cpu' && (busyPercent(guard) ?? 0) >= 95)
    return `CPU: the machine is ${percent(busyPercent(guard))} busy already, without new replicas`;
  return `${title}: ${[needText(guard), freeText(guard), ...consequence(guard)].join(', ')}${whyUnknown(guard)}`;
}

function needText({ guard, needed, unknown }: HostGuard): string {
  const amount = parts[guard].amount(needed);
  const figure = guard === 'host-cpu' ? `${amount} cores` : amount;
  if (unknown.length === 0) return `needs ${figure}`;
  const others = `what ${list(unknown.map(oneLine))} needs is not known`;
  return needed > 0 ? `needs ${figure}, and ${others}` : others;
}

function freeText({ guard, free, total, atMost }: HostGuard): string {
  if (free === undefined) return 'and what is free is not known';
  const of = guard === 'host-cpu' && total !== undefined ? ` of ${parts[guard].amount(total)}` : '';
  return `${atMost ? 'at most ' : ''}${parts[guard].amount(free)}${of} free`;
}

/** Where it fits, and the warning is of how little is left. */
function consequence({ guard, verdict, needed, free, total, atMost, unknown }: HostGuard): readonly string[] {
  if (verdict !== 'warn' || free === undefined || needed > free || atMost || unknown.length > 0) return [];
  const { amount } = parts[guard];
  return [`which leaves ${amount(free - needed)}${total === undefined ? '' : ` of ${amount(total)}`}`];
}

function whyUnknown({ verdict, problems }: HostGuard): string {
  return verdict === 'pass' || problems.length === 0 ? '' : `. ${problems.map(oneLine).join(' ').replace(/\.$/, '')}`;
}

const busyPercent = ({ free, total }: HostGuard): number | undefined =>
  free === undefined || !total ? undefined : (1 - free / total) * 100;
