import { connectionMetrics } from '../../core/runbook/connectionMetrics.js';
import type { Metric } from '../../core/runbook/metric.js';
import { isMeasuredOf, type Runbook } from '../../core/runbook/runbook.js';
import type { Service, Stack } from '../../core/stack/stack.js';

/** One metric to read of one service. */
export interface FigureWant {
  readonly stack: Stack;
  /** Without replicas where only the runbook knows it: a queue grows when nobody works on it. */
  readonly service: Service;
  readonly runbook: Runbook;
  readonly metric: Metric;
}

/** What has to be asked of anyone but the engine. A stack that has ended is left alone: others may answer at its addresses. */
export function figureWants(stacks: readonly Stack[], runbookOf: (stack: Stack) => Runbook): readonly FigureWant[] {
  return stacks.filter(isAlive).flatMap((stack) => {
    const runbook = runbookOf(stack);
    const metrics = [...runbook.metrics, ...connectionMetrics(runbook)].filter(({ sources }) =>
      sources.some(({ from }) => from !== 'docker'),
    );
    return servicesOf(stack, runbook).flatMap((service) =>
      metrics
        .filter((metric) => isMeasuredOf(metric, service.name))
        .map((metric): FigureWant => ({ stack, service, runbook, metric })),
    );
  });
}

const isAlive = (stack: Stack): boolean =>
  stack.services.some((service) => service.replicas.some((replica) => replica.state === 'running'));

function servicesOf(stack: Stack, runbook: Runbook): readonly Service[] {
  const present = new Set(stack.services.map((service) => service.name));
  const absent = runbook.services
    .filter(({ name }) => !present.has(name))
    .map(({ name }): Service => ({
      id: `${stack.id}/${name}`,
      stackId: stack.id,
      name,
      replicas: [],
      origin: undefined,
    }));
  return [...stack.services, ...absent];
}
