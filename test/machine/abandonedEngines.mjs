import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
    const devices = bridgesOf(dir, owner.bridge);
    await endLeftovers(dir, owner.name);
    await removeBridges(owner.bridge, devices);
  }
}

/**
 * @param {string} dir
 * @returns {{ pid: number, name: string, bridge: import('./privateBridge.mjs').PrivateBridge } | undefined}
 */
function ownerOf(dir) {
  try {
    return JSON.parse(readFileSync(join(dir, 'owner.json'), 'utf8'));
  } catch {
    return undefined;
  }
}
