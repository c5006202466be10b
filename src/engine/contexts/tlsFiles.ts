import { join } from 'node:path';
import type { TlsFiles } from '../../core/connection/dockerContext.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { StoreFiles } from './storeFiles.js';

/** The PEM files of one folder; what is not there is left undefined. Undefined when there is none at all. */
export async function readTlsFiles(
  files: StoreFiles,
  folder: string,
  skipVerify: boolean,
): Promise<Result<TlsFiles | undefined, string>> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map(async (name) => ({ name, text: await files.readText(join(folder, name)) })),
  );
  for (const file of [ca, cert, key]) {
    if (file && !file.text.ok) return fail(`${file.name} cannot be read: ${file.text.error}.`);
  }
  const textOf = (file: typeof ca): string | undefined => (file?.text.ok ? file.text.value : undefined);
  const tls = { ca: textOf(ca), cert: textOf(cert), key: textOf(key), skipVerify };
  return ok((tls.ca ?? tls.cert ?? tls.key) ? tls : undefined);
}
