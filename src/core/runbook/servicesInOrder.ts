import type { Service, Stack } from '../stack/stack.js';
import type { Runbook } from './runbook.js';

/**
 * The services of a stack as people see them: the runbook's first and in its order, present or not (a service with zero replicas
 * leaves no trace in the engine), then the rest by name.
 */
export function servicesInOrder(
  stack: Stack,
  { services: entries }: Pick<Runbook, 'services'>,
): {
  readonly runbook: readonly Service[];
  readonly others: readonly Service[];
} {
  const present = new Map(stack.services.map((service) => [service.name, service]));
  const named = new Set(entries.map((entry) => entry.name));
  return {
    runbook: entries.map((entry) => present.get(entry.name) ?? wantedOnly(stack, entry.name)),
    others: stack.services.filter((service) => !named.has(service.name)),
  };
}

/** A service of the stack by name; one that the runbook wants is found even when nothing of it runs. */
export function serviceOf(stack: Stack, runbook: Pick<Runbook, 'services'>, name: string): Service | undefined {
  const ordered = servicesInOrder(stack, runbook);
  return [...ordered.runbook, ...ordered.others].find((service) => service.name === name);
}

// A service without replicas has no labels of its own; its project's files are those of its neighbours.
const wantedOnly = (stack: Stack, name: string): Service => {
  const neighbour = stack.services.find((service) => service.origin)?.origin;
  const origin = neighbour && { ...neighbour, dependsOn: [] };
  return { id: `${stack.id}/${name}`, stackId: stack.id, name, replicas: [], origin };
};
