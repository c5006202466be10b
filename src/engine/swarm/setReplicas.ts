import * as z from 'zod';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Step } from '../../core/scaling/plan.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';

const TIMEOUT_MS = 20_000;
const MAX_TRIES = 5;

/** Looked into no further than to where the count is: all else goes back as it came, as the engine takes away what an update leaves out. */
const inspected = z.object({
  Version: z.object({ Index: z.number() }),
  Spec: z.looseObject({
    Mode: z.looseObject({ Replicated: z.looseObject({ Replicas: z.number().nullish() }) }),
    TaskTemplate: z.unknown(),
  }),
});

const nanoseconds = z.number().nullish().catch(undefined);
/** To be looked at, never to be sent: what is not named here is not in it. */
const timesOf = z.object({
  ContainerSpec: z.object({
    StopGracePeriod: nanoseconds,
    Healthcheck: z
      .object({ Interval: nanoseconds, Timeout: nanoseconds, StartPeriod: nanoseconds, Retries: nanoseconds })
      .nullish()
      .catch(undefined),
  }),
});

/** What of a service's definition tells how long its tasks may take. */
export type ServiceTimes = z.infer<typeof timesOf>['ContainerSpec'];

type UpdateStep = Extract<Step, { kind: 'update' }>;

/**
 * Changes the count and nothing else. Who changed something else of the service in between is not overrun: the change is made again from what
 * the service is by then. Who changed the count keeps it.
 */
export async function setReplicas(link: EngineLink, step: UpdateStep): Promise<Result<ServiceTimes, EngineFailure>> {
  const refuse = (reason: EngineFailure['reason'], detail: string): Result<never, EngineFailure> =>
    fail({ reason, address: link.endpoint.raw, detail });
  for (let tries = 1; ; tries += 1) {
    // Without the caller's signal: half-told, nobody would know the count.
    const read = await link.call(
      { timeoutMs: TIMEOUT_MS },
      (docker) => docker.getService(step.swarmServiceId).inspect() as Promise<unknown>,
    );
    if (!read.ok) return read;
    const parsed = inspected.safeParse(read.value);
    const times = timesOf.safeParse(parsed.data?.Spec.TaskTemplate);
    if (!parsed.success || !times.success)
      return refuse('refused', `${step.name} is no service with a number of replicas.`);
    const { Version, Spec } = parsed.data;
    const present = Spec.Mode.Replicated.Replicas ?? 1;
    if (present !== step.from)
      return refuse('conflict', `somebody else has asked for ${present} replicas meanwhile, which was left as it is`);
    const body = { ...Spec, Mode: { ...Spec.Mode, Replicated: { ...Spec.Mode.Replicated, Replicas: step.to } } };
    // `spec`: with the registry's credentials that the service was made with.
    const query = { version: Version.Index, registryAuthFrom: 'spec' };
    const updated = await link.call({ timeoutMs: TIMEOUT_MS }, (docker) =>
      docker.getService(step.swarmServiceId).update({ _query: query, _body: body }),
    );
    if (updated.ok) return ok(times.data.ContainerSpec);
    if (!/update out of sequence/i.test(updated.error.detail) || tries === MAX_TRIES) return updated;
  }
}
