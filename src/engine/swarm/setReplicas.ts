import * as z from 'zod';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Step } from '../../core/scaling/plan.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { updateService, type ServiceTimes } from './updateService.js';

const replicated = z.looseObject({ Replicated: z.looseObject({ Replicas: z.number().nullish() }) });

/** Changes the count and nothing else. Who changed the count in between keeps it. */
export function setReplicas(
  link: EngineLink,
  { swarmServiceId, name, from, to }: Extract<Step, { kind: 'update' }>,
): Promise<Result<ServiceTimes, EngineFailure>> {
  return updateService(link, swarmServiceId, name, (spec) => {
    const mode = replicated.safeParse(spec.Mode);
    if (!mode.success) return fail({ reason: 'refused', detail: `${name} is no service with a number of replicas.` });
    const { Replicated } = mode.data;
    const present = Replicated.Replicas ?? 1;
    if (present !== from) {
      const detail = `somebody else has asked for ${present} replicas meanwhile, which was left as it is`;
      return fail({ reason: 'conflict', detail });
    }
    return ok({ ...spec, Mode: { ...mode.data, Replicated: { ...Replicated, Replicas: to } } });
  });
}
