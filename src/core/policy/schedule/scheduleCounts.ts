import type { Runbook } from '../../runbook/runbook.js';
import type { ScheduleEffect } from '../../runbook/schedule.js';

/** Replicas by Compose name. */
export type Counts = Readonly<Record<string, number>>;

/** What a window asks for; undefined for one that keeps what is there. */
export function countsOfEffect(runbook: Runbook, effect: ScheduleEffect): Counts | undefined {
  switch (effect.effect) {
    case 'more':
      return ofServices(runbook, ({ baseline, max }) => Math.min(max, moreThan(baseline, effect.percent)));
    case 'baseline':
      return ofServices(runbook, ({ baseline }) => baseline);
    case 'minimum':
      return ofServices(runbook, ({ min }) => min);
    case 'profile':
      return countsOfProfile(runbook, effect.profile);
    case 'keep':
      return undefined;
  }
}

/** Empty for a profile that the runbook does not have. */
export const countsOfProfile = ({ profiles }: Runbook, id: string): Counts =>
  profiles.find((profile) => profile.id === id)?.counts ?? {};

const ofServices = ({ services }: Runbook, count: (service: Runbook['services'][number]) => number): Counts =>
  Object.fromEntries(services.map((service) => [service.name, count(service)]));

/** Rounded up. Multiplied before it is divided: 112 % of 25 are 28, although 25 x 1.12 is a little more. */
const moreThan = (baseline: number, percent: number): number =>
  Math.max(baseline, Math.ceil((baseline * (100 + percent)) / 100));
