import { join } from 'node:path';
import * as z from 'zod';
import type { ContextStore } from '../../app/ports.js';
import { compareNames } from '../../core/stack/sameness.js';
import type { ContextList, DockerContext } from '../../core/connection/dockerContext.js';
import { currentContext } from './currentContext.js';
import type { Machine } from './defaultAddresses.js';
import { defaultContext } from './defaultContext.js';
import { readStoredContext } from './storedContext.js';
import type { StoreFiles } from './storeFiles.js';

/** More than anybody has; a folder with more entries is no context store. */
const MAX_CONTEXTS = 1000;

const configSchema = z.object({ currentContext: z.string().nullish() });

/** The Docker CLI's contexts, from its own files and environment, read afresh each time. */
export class CliContextStore implements ContextStore {
  constructor(
    private readonly machine: Machine,
    private readonly files: StoreFiles,
    /** Contexts that the Docker CLI does not know, listed after its own. */
    private readonly builtIn: readonly DockerContext[] = [],
  ) {}

  async list(): Promise<ContextList> {
    const { env, home } = this.machine;
    const folder = env['DOCKER_CONFIG'] || join(home, '.docker');
    const problems: string[] = [];
    const [configured, stored, byDefault] = await Promise.all([
      this.configuredName(folder, problems),
      this.storedContexts(folder, problems),
      defaultContext(this.files, this.machine, folder),
    ]);
    const contexts = [byDefault, ...stored, ...this.builtIn];
    const current = currentContext(env, configured);
    if (!contexts.some((context) => context.name === current.name)) {
      const source = current.because === 'DOCKER_CONTEXT' ? 'DOCKER_CONTEXT' : join(folder, 'config.json');
      problems.push(`${source} names the context ${current.name.slice(0, 256)}, which cannot be found.`);
    }
    return { contexts, current, problems };
  }

  private async configuredName(folder: string, problems: string[]): Promise<string | undefined> {
    const path = join(folder, 'config.json');
    const text = await this.files.readText(path);
    if (!text.ok) {
      problems.push(`${path} cannot be read: ${text.error}.`);
      return undefined;
    }
    if (text.value === undefined || text.value.trim() === '') return undefined;
    try {
      return configSchema.parse(JSON.parse(text.value)).currentContext ?? undefined;
    } catch {
      problems.push(`${path} is not the Docker CLI's configuration.`);
      return undefined;
    }
  }

  private async storedContexts(folder: string, problems: string[]): Promise<DockerContext[]> {
    const meta = join(folder, 'contexts', 'meta');
    const ids = await this.files.list(meta);
    if (!ids.ok) {
      problems.push(`${meta} cannot be read: ${ids.error}.`);
      return [];
    }
    const known = ids.value.filter((id) => /^[0-9a-f]{64}$/.test(id)).slice(0, MAX_CONTEXTS);
    const read = await Promise.all(known.map((id) => readStoredContext(this.files, folder, id)));
    for (const entry of read) if (!entry.ok) problems.push(entry.error);
    return read
      .flatMap((entry) => (entry.ok && entry.value ? [entry.value] : []))
      .sort((a, b) => compareNames(a.name, b.name));
  }
}
