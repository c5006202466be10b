// Bundles the tests of this folder for the extension host, which loads CommonJS.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from '../machine/npmPackages.mjs';

/** @returns {Promise<string>} the module that runs them */
export async function buildHostTests() {
  const outdir = join(REPOSITORY, 'dist/test/host');
  const tests = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'));
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: ['index.ts', ...tests].map((name) => join(import.meta.dirname, name)),
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return join(outdir, 'index.cjs');
}
