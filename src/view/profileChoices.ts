import { runbookService, titleOf, type Profile, type Runbook } from '../core/runbook/runbook.js';
import { serviceOf } from '../core/runbook/servicesInOrder.js';
import { countedReplicas, type Stack } from '../core/stack/stack.js';
import { list } from './figures.js';
import { oneLine } from './markdown.js';
import { countChange } from './words/operation/countsWords.js';

/** One profile as people choose it. */
export interface ProfileChoice {
  readonly profile: Profile;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** A stack's profiles in their order, each with what it comes to from what runs now. */
export function profileChoices(stack: Stack, runbook: Runbook, profiles: readonly Profile[]): readonly ProfileChoice[] {
  return profiles.map((profile) => {
    const counts = Object.entries(profile.counts).map(([name, wanted]) => {
      const service = serviceOf(stack, runbook, name);
      return { title: titleOf(runbook, name), present: service ? countedReplicas(service).length : 0, wanted };
    });
    const inForce = counts.length > 0 && counts.every(({ present, wanted }) => present === wanted);
    const restarts = profile.restart.map((name) => oneLine(runbookService(runbook, name)?.title ?? name));
    return {
      profile,
      label: oneLine(profile.title),
      description: [
        ...counts.map(({ title, present, wanted }) => countChange(title, present, wanted)),
        ...(inForce ? ['as it is now'] : []),
      ].join(' · '),
      detail: restarts.length > 0 ? `restarts ${list(restarts)} first, replica by replica` : '',
    };
  });
}
