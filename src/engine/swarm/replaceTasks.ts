import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { ok, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { updateService, type ServiceTimes } from './updateService.js';

/** Has the Swarm put a new task in place of each one, by the service's own update settings: one at a time where it has none. */
export const replaceTasks = (
  link: EngineLink,
  swarmServiceId: string,
  name: string,
): Promise<Result<ServiceTimes, EngineFailure>> =>
  updateService(link, swarmServiceId, name, (spec) =>
    ok({ ...spec, TaskTemplate: { ...spec.TaskTemplate, ForceUpdate: (spec.TaskTemplate.ForceUpdate ?? 0) + 1 } }),
  );
