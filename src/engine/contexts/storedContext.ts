import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import type { DockerContext } from '../../core/connection/dockerContext.js';
import { fail, ok, type Result } from '../../util/result.js';
import { parseJson } from '../../util/parseJson.js';
import { parseEndpoint, withoutPassword } from './parseEndpoint.js';
import type { StoreFiles } from './storeFiles.js';
import { readTlsFiles } from './tlsFiles.js';

/** As the Docker CLI restricts them, with a bound on the length. */
const contextName = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.+-]{0,255}$/);

const metaSchema = z.object({
  Name: contextName,
  Metadata: z
    .object({ Description: z.string().max(4096).nullish() })
    .nullish()
    .catch(undefined),
  Endpoints: z
    .object({ docker: z.object({ Host: z.string(), SkipTLSVerify: z.boolean().nullish() }).nullish() })
    .nullish()
    .catch(undefined),
});

/** One folder of `contexts/meta` as a context, or a sentence why not. */
export async function readStoredContext(
  files: StoreFiles,
  dockerFolder: string,
  id: string,
): Promise<Result<DockerContext | undefined, string>> {
  const path = join(dockerFolder, 'contexts', 'meta', id, 'meta.json');
  const text = await files.readText(path);
  if (!text.ok) return fail(`${path} cannot be read: ${text.error}.`);
  if (text.value === undefined) return ok(undefined);
  const meta = metaSchema.safeParse(parseJson(text.value)).data;
  if (!meta) return fail(`${path} does not describe a Docker context.`);
  // The CLI finds a context by the hash of its name, so an entry elsewhere is nobody's.
  if (createHash('sha256').update(meta.Name).digest('hex') !== id || meta.Name === 'default') {
    return fail(`${path} is not where the context ${meta.Name} belongs.`);
  }
  const description = meta.Metadata?.Description ?? '';
  return ok({ name: meta.Name, description, endpoint: await endpointOf(files, dockerFolder, id, meta) });
}

async function endpointOf(
  files: StoreFiles,
  dockerFolder: string,
  id: string,
  meta: z.infer<typeof metaSchema>,
): Promise<DockerContext['endpoint']> {
  const docker = meta.Endpoints?.docker;
  if (!docker) return { transport: 'invalid', raw: '', problem: 'The context has no address of a Docker Engine.' };
  const invalid = (problem: string) => ({ transport: 'invalid', raw: withoutPassword(docker.Host), problem }) as const;
  const skipVerify = docker.SkipTLSVerify ?? false;
  const tls = await readTlsFiles(files, join(dockerFolder, 'contexts', 'tls', id, 'docker'), skipVerify);
  if (!tls.ok) return invalid(tls.error);
  // To skip the check is to speak TLS, even without any file.
  const noFiles = skipVerify ? { ca: undefined, cert: undefined, key: undefined, skipVerify } : undefined;
  const endpoint = parseEndpoint(docker.Host, tls.value ?? noFiles);
  return endpoint.ok ? endpoint.value : invalid(endpoint.error);
}
