import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { run } from '../../machine/run.mjs';
import { PROJECT } from '../../stack/stackProject.mjs';

/** Ids of the stack's running containers by service, as the Docker CLI sees them. */
export async function containersByService(): Promise<Map<string, string[]>> {
  const { cliPath, env } = await ensureDockerEngine();
  const format = '{{.Label "com.docker.compose.service"}} {{.ID}}';
  const filter = `label=com.docker.compose.project=${PROJECT}`;
  const listed = await run(cliPath, ['ps', '--no-trunc', '--filter', filter, '--format', format], { env });
  const found = new Map<string, string[]>();
  for (const line of listed.split('\n').filter(Boolean).sort()) {
    const [service = '', id = ''] = line.split(' ');
    found.set(service, [...(found.get(service) ?? []), id]);
  }
  return found;
}

/** Everything but some services: what a scaling must leave alone. */
export const without = (containers: ReadonlyMap<string, string[]>, ...services: string[]): [string, string[]][] =>
  [...containers].filter(([service]) => !services.includes(service)).sort(([a], [b]) => (a < b ? -1 : 1));
