import { ensureCompose } from '../machine/composePlugin.mjs';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { StackCompose } from './stackCompose.mjs';

/**
 * Removes the stack's containers, networks and volumes, and nothing of any other project. The image stays.
 * @param {{ tell?: (line: string) => void, variant?: import('./stackProject.mjs').StackVariant }} [options]
 */
export async function stackDown({ tell = console.log, variant = {} } = {}) {
  const engine = await ensureDockerEngine();
  await ensureCompose();
  const compose = new StackCompose(engine, {
    ...(variant.project === undefined ? {} : { project: variant.project }),
    ...(variant.files ? { files: variant.files } : {}),
    ...(variant.env ? { env: variant.env } : {}),
  });
  const count = (await compose.replicas()).length;
  await compose.run('down', '--volumes', '--remove-orphans', '--timeout', '8');
  tell(count === 0 ? 'The stack was not up.' : `Down: ${count} containers removed, with their networks and volumes.`);
}
