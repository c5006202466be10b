import type Docker from 'dockerode';
import * as z from 'zod';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { ContainerRecord } from '../../core/stack/containerRecord.js';
import type { Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { engineStatus } from '../connect/engineStatus.js';
import { sideBySide } from '../sideBySide.js';
import { PROJECT_LABEL } from './composeLabels.js';
import { toContainerRecord } from './toContainerRecord.js';

const TIMEOUT_MS = 20_000;
const INSPECTS_AT_A_TIME = 16;

const listSchema = z.array(z.object({ Id: z.string() }));

/** All containers of Compose projects, running or not; those that are removed meanwhile are missing. */
export function listContainers(
  link: EngineLink,
  signal: AbortSignal,
): Promise<Result<readonly ContainerRecord[], EngineFailure>> {
  return link.call({ signal, timeoutMs: TIMEOUT_MS }, async (docker) => {
    const listed: unknown = await docker.listContainers({ all: true, filters: { label: [PROJECT_LABEL] } });
    // The list alone tells neither limits nor restarts nor the health check.
    return inspectEach(
      docker,
      listSchema.parse(listed).map(({ Id }) => Id),
    );
  });
}

/** The same of these containers alone. Those that are gone, or of no Compose project, are missing. */
export function inspectContainers(
  link: EngineLink,
  containerIds: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly ContainerRecord[], EngineFailure>> {
  return link.call({ signal, timeoutMs: TIMEOUT_MS }, (docker) => inspectEach(docker, containerIds));
}

async function inspectEach(docker: Docker, containerIds: readonly string[]): Promise<ContainerRecord[]> {
  const records = await sideBySide(containerIds, INSPECTS_AT_A_TIME, async (id) => {
    try {
      return toContainerRecord(await docker.getContainer(id).inspect());
    } catch (error) {
      // Removed since it was listed.
      if (engineStatus(error) === 404) return undefined;
      throw error;
    }
  });
  return records.filter((record) => record !== undefined);
}
