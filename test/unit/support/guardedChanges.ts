import type { GuardedChange } from '../../../src/core/scaling/guards/guardedChange.js';
import type { GuardFacts, ServiceFacts } from '../../../src/core/scaling/guards/guardFacts.js';
import type { HostDemand } from '../../../src/core/scaling/guards/hostDemand.js';
import type { ServicePlan, Step } from '../../../src/core/scaling/plan.js';
import type { HostRoom } from '../../../src/core/scaling/hostRoom.js';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { createStep, servicePlan, stepOf } from './plans.js';
import { now, stackOf, teamRecords } from './stacks.js';

export const gib = 1024 ** 3;

/** A plan of the team's stack from one count to another, creating or removing what lies between. */
export function planOf(service: string, from: number, to: number, changes: Partial<ServicePlan> = {}): ServicePlan {
  const between = Array.from({ length: Math.abs(to - from) }, (_, index) => Math.min(from, to) + 1 + index);
  const steps = between.map((number): Step =>
    to > from ? createStep(number, service, 'team') : stepOf('remove', number, service, 'team'),
  );
  return servicePlan({
    stackId: 'compose:team',
    project: 'team',
    serviceId: `compose:team/${service}`,
    service,
    title: service,
    from,
    to,
    steps,
    guards: [],
    sourceContainerId: to > from ? `${service}-1`.padEnd(64, '0') : undefined,
    ...changes,
  });
}

export const changeOf = (
  service: string,
  from: number,
  to: number,
  changes: Partial<ServicePlan> = {},
  group?: number,
): GuardedChange => ({
  service,
  from,
  to,
  plan: planOf(service, from, to, changes),
  ...(group === undefined ? {} : { group }),
});

/** A quiet machine of 8 cores, 32 GiB and 200 GiB. */
export const roomOf = (changes: Partial<HostRoom> = {}): HostRoom => ({
  cpus: 8,
  busyCpus: 1,
  memoryBytes: 32 * gib,
  availableBytes: 24 * gib,
  diskBytes: 200 * gib,
  diskFreeBytes: 100 * gib,
  problems: [],
  ...changes,
});

/** `to - from` new replicas of 2 GiB, half a core and 64 MiB of files each. */
export const demandOf = (from: number, to: number, changes: Partial<HostDemand> = {}): HostDemand => ({
  service: 'pdf-worker',
  title: 'PDF Worker',
  from,
  to,
  group: 0,
  added: Math.max(0, to - from),
  created: Math.max(0, to - from),
  needs: { memoryBytes: 2 * gib, cpus: 0.5, diskBytes: gib / 16 },
  use: { memoryBytes: gib, cpus: 0.25 },
  requestedCpus: undefined,
  ...changes,
});

export const serviceFacts = (changes: Partial<ServiceFacts> = {}): ServiceFacts => ({
  service: undefined,
  held: undefined,
  footprint: { layerBytes: 0, requestedCpus: undefined },
  drift: { image: undefined, file: 'same' },
  refusals: [],
  ...changes,
});

/** The team's stack on a quiet machine, with nothing that speaks against these changes. */
export function factsOf(changes: readonly GuardedChange[], more: Partial<GuardFacts> = {}): GuardFacts {
  const stack = stackOf(...teamRecords());
  const ofService = (name: string): ServiceFacts =>
    serviceFacts({ service: stack.services.find((service) => service.name === name) });
  return {
    context: 'local',
    protectedContexts: [],
    stack,
    runbook: bundledRunbook,
    changes,
    host: roomOf(),
    use: new Map(stack.services.map(({ name }) => [name, { memoryBytes: gib / 2, cpus: 0.25 }])),
    services: new Map(changes.map(({ service }) => [service, ofService(service)])),
    database: { ok: true, value: { limit: 500, foreign: 0 } },
    now,
    ...more,
  };
}
