import * as z from 'zod';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';

const TIMEOUT_MS = 20_000;
const MAX_TRIES = 5;

/** Looked into no further than to what is changed: all else goes back as it came, as the engine takes away what an update leaves out. */
const inspected = z.object({
  Version: z.object({ Index: z.number() }),
  Spec: z.looseObject({
    Mode: z.unknown(),
    TaskTemplate: z.looseObject({ ForceUpdate: z.number().nullish() }),
  }),
});

const number = z.number().nullish().catch(undefined);
/** To be looked at, never to be sent: what is not named here is not in it. Times in ns. */
const timesOf = z.object({
  TaskTemplate: z.object({
    ContainerSpec: z.object({
      StopGracePeriod: number,
      Healthcheck: z
        .object({ Interval: number, Timeout: number, StartPeriod: number, Retries: number })
        .nullish()
        .catch(undefined),
    }),
  }),
  UpdateConfig: z.object({ Delay: number }).nullish().catch(undefined),
});

type Times = z.infer<typeof timesOf>;

/** What of a service's definition tells how long its tasks may take, in ns. */
export interface ServiceTimes extends Partial<Times['TaskTemplate']['ContainerSpec']> {
  /** Between one task that is replaced and the next. */
  readonly updateDelay?: number | null | undefined;
}

export type ServiceSpec = z.infer<typeof inspected>['Spec'];

/**
 * Changes a part of a service and nothing else. Who changed something else of it in between is not overrun: the change is made again from what the
 * service is by then.
 *
 * @param name what messages call the service
 * @param change of the service as it is; a failure leaves it alone
 */
export async function updateService(
  link: EngineLink,
  swarmServiceId: string,
  name: string,
  change: (spec: ServiceSpec) => Result<ServiceSpec, Pick<EngineFailure, 'reason' | 'detail'>>,
): Promise<Result<ServiceTimes, EngineFailure>> {
  const address = link.endpoint.raw;
  for (let tries = 1; ; tries += 1) {
    // Without the caller's signal: half-told, nobody would know what it is.
    const read = await link.call(
      { timeoutMs: TIMEOUT_MS },
      (docker) => docker.getService(swarmServiceId).inspect() as Promise<unknown>,
    );
    if (!read.ok) return read;
    const parsed = inspected.safeParse(read.value);
    const times = timesOf.safeParse(parsed.data?.Spec);
    if (!parsed.success || !times.success)
      return fail({ reason: 'refused', address, detail: `The engine does not tell what ${name} is.` });
    const { Version, Spec } = parsed.data;
    const changed = change(Spec);
    if (!changed.ok) return fail({ ...changed.error, address });
    // `spec`: with the registry's credentials that the service was made with.
    const query = { version: Version.Index, registryAuthFrom: 'spec' };
    const updated = await link.call({ timeoutMs: TIMEOUT_MS }, (docker) =>
      docker.getService(swarmServiceId).update({ _query: query, _body: changed.value }),
    );
    if (updated.ok)
      return ok({ ...times.data.TaskTemplate.ContainerSpec, updateDelay: times.data.UpdateConfig?.Delay });
    if (!/update out of sequence/i.test(updated.error.detail) || tries === MAX_TRIES) return updated;
  }
}
