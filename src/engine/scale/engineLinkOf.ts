import type { EngineConnection } from '../../app/ports.js';
import { DockerodeConnection } from '../connect/dockerodeConnection.js';
import type { EngineLink } from '../connect/engineLink.js';

/** The scalers of this room work only with connections of this room; any other is a mistake in the wiring. */
export function engineLinkOf(connection: EngineConnection): EngineLink {
  if (connection instanceof DockerodeConnection) return connection.link;
  throw new Error('This connection was not made by the engine room.');
}
