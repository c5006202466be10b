import { randomBytes } from 'node:crypto';
import { attempt, run } from './run.mjs';

/** Two namespaces with a cable between them: what they send each other reaches nobody else, and nothing else reaches them. */
export async function cabledNamespaces() {
  const id = randomBytes(3).toString('hex');
  const ends = [1, 2].map((end) => ({
    name: `sb-net-${id}-${end}`,
    device: `sb${id}${end}`,
    address: `10.77.77.${end}`,
  }));
  const [a, b] = /** @type {[typeof ends[0], typeof ends[0]]} */ (ends);
  for (const { name } of ends) await run('ip', ['netns', 'add', name]);
  try {
    const peer = ['type', 'veth', 'peer', 'name', b.device, 'netns', b.name];
    await run('ip', ['link', 'add', 'name', a.device, 'netns', a.name, ...peer]);
    for (const { name, device, address } of ends) {
      await run('ip', ['-n', name, 'address', 'add', `${address}/24`, 'dev', device]);
      await run('ip', ['-n', name, 'link', 'set', device, 'up']);
      await run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
    }
  } catch (error) {
    for (const { name } of ends) await removeNamespace(name);
    throw error;
  }
  return [a, b].map(({ name, address }) => ({ namespace: name, address }));
}

/**
 * With all devices in it.
 * @param {string} name
 */
export async function removeNamespace(name) {
  await attempt('ip', ['netns', 'delete', name]);
}
