import type { EngineFailure } from '../../../core/connection/engineFailure.js';
import { ok, type Result } from '../../../util/result.js';
import type { EngineLink } from '../../connect/engineLink.js';
import { cloneBody, type CloneRequest } from './cloneBody.js';
import { copyInjectedFiles } from './injectedFiles.js';
import type { InspectedReplica } from './inspectedReplica.js';

const CREATE_TIMEOUT_MS = 60_000;
/** A start may have to wait for a volume or network driver. */
const START_TIMEOUT_MS = 120_000;
const REMOVE_TIMEOUT_MS = 60_000;

/** Makes and starts one more replica beside `source`, or leaves nothing behind. */
export async function createReplica(
  link: EngineLink,
  source: InspectedReplica,
  request: CloneRequest,
): Promise<Result<string, EngineFailure>> {
  const { body, networksToConnect } = cloneBody(source, request);
  const created = await link.call({ timeoutMs: CREATE_TIMEOUT_MS }, (docker) => docker.createContainer({ ...body }));
  if (!created.ok) return created;
  const { id } = created.value;
  const started = await link.call({ timeoutMs: START_TIMEOUT_MS }, async (docker) => {
    for (const { network, settings } of networksToConnect) {
      await docker.getNetwork(network).connect({ Container: id, EndpointConfig: settings });
    }
    await copyInjectedFiles(docker, source, id);
    await docker.getContainer(id).start();
  });
  if (started.ok) return ok(id);
  const removed = await link.call({ timeoutMs: REMOVE_TIMEOUT_MS }, (docker) =>
    docker.getContainer(id).remove({ force: true, v: true }),
  );
  if (removed.ok || removed.error.reason === 'not-found') return started;
  const leftover = `${request.name}, half made, could not be removed: ${removed.error.detail}`;
  return { ok: false, error: { ...started.error, detail: `${started.error.detail} (${leftover})` } };
}
