import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { REPOSITORY } from '../machine/npmPackages.mjs';

/**
 * Bundles a program in TypeScript and loads it here. The npm packages have to be there.
 *
 * @param {string} entry its file, from the repository's folder
 * @param {string} outfile the bundle's, under dist
 * @returns {Promise<any>} what it exports
 */
export async function loadBuilt(entry, outfile) {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: REPOSITORY,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return import(pathToFileURL(join(REPOSITORY, outfile)).href);
}
