import { ensureCompose } from '../machine/composePlugin.mjs';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { StackCompose } from './stackCompose.mjs';

/**
 * Removes the stack's containers, networks and volumes, and nothing of any other project. The image stays.
 * @param {{ tell?: (line: string) => void }} [options]
 */
export async function stackDown({ tell = console.log } = {}) {
  const engine = await ensureDockerEngine();
  await ensureCompose();
  const compose = new StackCompose(engine);
  const count = (await compose.replicas()).length;
  await compose.run('down', '--volumes', '--remove-orphans', '--timeout', '8');
  tell(count === 0 ? 'The stack was not up.' : `Down: ${count} containers removed, with their networks and volumes.`);
}
