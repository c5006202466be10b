import type { EngineInfo } from '../connection/connectionState.js';
import type { DockerContext } from '../connection/dockerContext.js';

/**
 * What a lock is about: one service of one engine, whatever the context is called in a window. An engine that tells no id of its own goes by
 * its context's name.
 */
export const lockKey = (
  { info, context }: { readonly info: Pick<EngineInfo, 'id'>; readonly context: Pick<DockerContext, 'name'> },
  serviceId: string,
): string => `${info.id || context.name}|${serviceId}`;
