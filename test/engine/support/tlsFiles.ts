import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TlsFiles } from '../../../src/core/connection/dockerContext.js';

/** The certificates in a folder, as a context would have them. */
export function tlsFilesOf(folder: string, skipVerify = false): TlsFiles {
  const read = (name: string): string | undefined =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined;
  return { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem'), skipVerify };
}
