import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeNamespace } from './networkNamespace.mjs';
import { bridgesOf, removeBridges } from './privateBridge.mjs';
import { endLeftovers } from './privateEngineLeftovers.mjs';
import { processAlive } from './processAlive.mjs';
import { say } from './say.mjs';

/** A test run that was cut short could not stop its private engines; the next one clears them away. */
export async function removeAbandonedEngines() {
  for (const entry of readdirSync('/tmp').filter((name) => name.startsWith('sb-'))) {
    const dir = join('/tmp', entry);
    const owner = ownerOf(dir);
    if (owner === undefined || processAlive(owner.pid)) continue;
    say(`removing the private Docker Engine in ${dir}, which a run that is gone left behind`);
    const devices = owner.bridge ? bridgesOf(dir, owner.bridge) : [];
    await endLeftovers(dir, owner.name);
    if (owner.bridge) await removeBridges(owner.bridge, devices);
    if (owner.namespace) await removeNamespace(owner.namespace);
  }
}

/**
 * @param {string} dir
 * @returns {{ pid: number, name: string, bridge?: import('./privateBridge.mjs').PrivateBridge, namespace?: string } | undefined}
 */
function ownerOf(dir) {
  try {
    return JSON.parse(readFileSync(join(dir, 'owner.json'), 'utf8'));
  } catch {
    return undefined;
  }
}
