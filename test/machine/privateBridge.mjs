import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneAtATime } from './oneAtATime.mjs';
import { attempt, run } from './run.mjs';

/**
 * @typedef {object} PrivateBridge
 * @property {string} device
 * @property {string} block the first two bytes of all its addresses
 * @property {string} pool where the engine takes the subnets of its other networks from
 * @property {string[]} othersDevices what was there before, and must be there afterwards
 */

/** A corner of the private addresses that neither Docker's own defaults nor common home and office networks use. */
const FIRST_BYTE = 10;
const SECOND_BYTES = Array.from({ length: 40 }, (_, index) => 200 + index);

/**
 * Every address that a device of this machine has, with the device.
 * @returns {Promise<{ device: string, address: string }[]>}
 */
async function addresses() {
  const lines = (await run('ip', ['-oneline', '-4', 'address', 'show'])).split('\n');
  return lines.flatMap((line) => {
    const match = /^\d+: (\S+)\s+inet (\S+)\//.exec(line);
    return match ? [{ device: match[1] ?? '', address: match[2] ?? '' }] : [];
  });
}

/**
 * A bridge device with a subnet of its own. Never run a second dockerd with --bridge=none instead: as it starts, it deletes docker0.
 * @param {string} name of at most 15 characters, as the kernel has it
 * @returns {Promise<PrivateBridge>}
 */
export function privateBridge(name) {
  return oneAtATime('private-bridge', () => makeBridge(name));
}

/**
 * @param {string} name
 * @returns {Promise<PrivateBridge>}
 */
async function makeBridge(name) {
  const present = await addresses();
  const othersDevices = present.map(({ device }) => device);
  for (const second of SECOND_BYTES) {
    const block = `${FIRST_BYTE}.${second}`;
    if (present.some(({ address }) => address.startsWith(`${block}.`))) continue;
    const created = await attempt('ip', ['link', 'add', 'name', name, 'type', 'bridge']);
    if (!created.ok) throw new Error(`no bridge device can be made: ${created.stderr.trim()}`);
    await run('ip', ['address', 'add', `${block}.0.1/24`, 'dev', name]);
    await run('ip', ['link', 'set', name, 'up']);
    await run('iptables', ['--wait', '--insert', ...letThrough(block)]);
    return { device: name, block, pool: `${block}.128.0/17`, othersDevices };
  }
  throw new Error('no free subnet is left for a private bridge');
}

/**
 * The shared engine makes the machine drop what it forwards, which on many machines covers even traffic within one bridge.
 * @param {string} block the first two bytes of the private addresses
 */
function letThrough(block) {
  return ['FORWARD', '--source', `${block}.0.0/16`, '--destination', `${block}.0.0/16`, '--jump', 'ACCEPT'];
}

/**
 * The bridges that the engine in a folder made for networks of its own, from its database, which can be read when it is dead too.
 * @param {string} dir
 * @param {PrivateBridge} bridge
 * @returns {string[]}
 */
export function bridgesOf(dir, { othersDevices }) {
  const database = join(dir, 'data', 'network', 'files', 'local-kv.db');
  if (!existsSync(database)) return [];
  const names = [...readFileSync(database, 'latin1').matchAll(/"BridgeName":"([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
  return [...new Set(names)].filter((name) => name !== 'docker0' && !othersDevices.includes(name));
}

/**
 * @param {PrivateBridge} bridge
 * @param {readonly string[]} devices
 */
export async function removeBridges({ device, block }, devices) {
  await attempt('iptables', ['--wait', '--delete', ...letThrough(block)]);
  for (const left of new Set([device, ...devices])) await attempt('ip', ['link', 'delete', left]);
}
