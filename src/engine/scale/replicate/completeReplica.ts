import type Docker from 'dockerode';
import type { EngineFailure } from '../../../core/connection/engineFailure.js';
import type { Result } from '../../../util/result.js';
import type { EngineLink } from '../../connect/engineLink.js';
import { PROJECT_LABEL } from '../../containers/composeLabels.js';
import { cloneEndpoints } from './cloneEndpoints.js';
import { identityLabels } from './identityLabels.js';
import { copyInjectedFiles } from './injectedFiles.js';
import type { InspectedReplica } from './inspectedReplica.js';

const COMPLETE_TIMEOUT_MS = 60_000;

/** Two containers with the same of all of these were made from one definition. */
const definitionLabels = [PROJECT_LABEL, 'com.docker.compose.service', 'com.docker.compose.config-hash'] as const;

/**
 * A replica that was never started may be half made, by somebody who was ended between its creation and its start: it gets what is still missing
 * from a replica of the same definition that runs. Any other is left as it is.
 *
 * @param apiVersion of the engine, such as `1.45`
 */
export const completeReplica = (
  link: EngineLink,
  containerId: string,
  apiVersion: string,
): Promise<Result<void, EngineFailure>> =>
  link.call({ timeoutMs: COMPLETE_TIMEOUT_MS }, async (docker) => {
    const replica = await docker.getContainer(containerId).inspect();
    if (replica.State.Status === 'created') await complete(docker, replica, apiVersion);
  });

async function complete(docker: Docker, replica: InspectedReplica, apiVersion: string): Promise<void> {
  const source = await runningTwin(docker, replica);
  if (!source) return;
  const { atCreation, afterCreation } = cloneEndpoints(source, { name: replica.Name.replace(/^\//, ''), apiVersion });
  const present = new Set([replica.HostConfig.NetworkMode, ...Object.keys(replica.NetworkSettings.Networks ?? {})]);
  for (const { network, settings } of [...atCreation, ...afterCreation]) {
    if (present.has(network)) continue;
    await docker.getNetwork(network).connect({ Container: replica.Id, EndpointConfig: settings });
  }
  await copyInjectedFiles(docker, source, replica.Id);
}

/** A replica that runs, of the same definition; undefined where there is none. */
async function runningTwin(docker: Docker, { Config }: InspectedReplica): Promise<InspectedReplica | undefined> {
  const labels = definitionLabels.map((name) => [name, Config.Labels?.[name]] as const);
  if (labels.some(([, value]) => value === undefined)) return undefined;
  const label = [...labels.map(([name, value]) => `${name}=${value ?? ''}`), `${identityLabels.oneOff}=False`];
  const [twin] = await docker.listContainers({ filters: { label, status: ['running'] } });
  return twin && docker.getContainer(twin.Id).inspect();
}
