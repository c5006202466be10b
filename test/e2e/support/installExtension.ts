import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../../machine/npmPackages.mjs';

/** What a package of the extension has in it, of the latest build. */
const parts = ['package.json', 'README.md', 'dist/bundles', 'media'];

/** Puts the extension where an editor finds it as installed. One under development is not started again after a crash. */
export function installExtension(extensionsDir: string): void {
  const manifest = readFileSync(join(REPOSITORY, 'package.json'), 'utf8');
  const { publisher, name, version } = JSON.parse(manifest) as Readonly<Record<string, string>>;
  const folder = join(extensionsDir, `${publisher ?? ''}.${name ?? ''}-${version ?? ''}`);
  for (const part of parts) cpSync(join(REPOSITORY, part), join(folder, part), { recursive: true });
}
