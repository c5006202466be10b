import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from './cacheFolder.mjs';
import { processAlive } from './processAlive.mjs';

/** @param {string} path */
function holderOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Two test tiers may start at the same moment and need the same thing: the second waits for the first.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(name, work) {
  const lock = join(cacheFolder('locks'), name);
  const claim = `${lock}.${process.pid}`;
  for (;;) {
    writeFileSync(claim, String(process.pid));
    try {
      // A link appears whole or not at all, so nobody ever reads a lock without its holder's pid.
      linkSync(claim, lock);
      break;
    } catch {
      const holder = holderOf(lock);
      if (holder !== undefined && !processAlive(holder)) rmSync(lock, { force: true });
      else await sleep(200);
    } finally {
      rmSync(claim, { force: true });
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
