import type { CountsProblem } from '../core/operation/plan/countsOfText.js';
import type { ServiceCounts } from '../core/operation/plan/operationPlan.js';
import type { ScalableService } from '../core/operation/plan/scalableServices.js';
import type { Result } from '../util/result.js';
import { count } from './figures.js';
import { oneLine } from './markdown.js';
import { countChange, countsProblemText } from './words/operation/countsWords.js';

/** A row of the list in which the counts of a stack are put together. */
export type CountRow =
  | { readonly kind: 'review'; readonly label: string; readonly description: string; readonly possible: boolean }
  | {
      readonly kind: 'service';
      readonly service: string;
      readonly label: string;
      readonly description: string;
      readonly canAdd: boolean;
      readonly canRemove: boolean;
    };

/**
 * @param wanted counts that a person has chosen, by Compose name; a service without one stays as it is
 * @param typed what the person has typed into the box, where that is counts
 */
export function stackCountRows(
  services: readonly ScalableService[],
  wanted: ServiceCounts,
  typed: Result<ServiceCounts, readonly CountsProblem[]> | undefined,
): readonly CountRow[] {
  const counts = typed?.ok ? { ...wanted, ...typed.value } : wanted;
  const changes = services.flatMap(({ service, title, present }) => {
    const target = countIn(counts, service.name) ?? present;
    return target === present ? [] : [countChange(title, present, target)];
  });
  const [problem] = typed && !typed.ok ? typed.error : [];
  const review: CountRow = problem
    ? { kind: 'review', label: '$(error) Cannot be read', description: countsProblemText(problem), possible: false }
    : changes.length === 0
      ? { kind: 'review', label: '$(play) Review Plan', description: 'nothing is changed yet', possible: false }
      : { kind: 'review', label: '$(play) Review Plan', description: changes.join(' · '), possible: true };
  return [
    review,
    ...services.map(({ service, title, present, limits }): CountRow => {
      const target = countIn(counts, service.name) ?? present;
      const now = target === present ? count(present, 'replica') : `${present} → ${target}`;
      return {
        kind: 'service',
        service: service.name,
        label: oneLine(title),
        description: `${now} · min ${limits.min} · max ${limits.max}`,
        canAdd: target < limits.max,
        canRemove: target > limits.min,
      };
    }),
  ];
}

/** A service can be called `constructor`. */
export const countIn = (counts: ServiceCounts, service: string): number | undefined =>
  Object.hasOwn(counts, service) ? counts[service] : undefined;
