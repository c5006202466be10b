import type { GuardSources } from '../app/operations/ports.js';
import { readFootprint } from './host/footprint.js';
import { readImageId } from './host/imageId.js';
import { composeDrift } from './scale/compose/composeDrift.js';
import type { ComposeTools } from './scale/compose/composeTools.js';
import { engineLinkOf } from './scale/engineLinkOf.js';

/** What guards ask of an engine and of this machine's Compose files. */
export const guardSourcesWith = (tools: ComposeTools): GuardSources => ({
  footprint: (connection, containerId, signal) => readFootprint(engineLinkOf(connection), containerId, signal),
  imageId: (connection, name, signal) => readImageId(engineLinkOf(connection), name, signal),
  fileDrift: (connection, plan, signal) => composeDrift(tools, connection, plan, signal),
});
