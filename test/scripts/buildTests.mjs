// Bundles one tier's test files, each on its own, so that mocha runs them in plain node without a loader.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Scripts that every tier shares find their files beside themselves, so they are imported where they are. */
const scriptsStayInPlace = {
  name: 'scripts-stay-in-place',
  /** @param {import('esbuild').PluginBuild} setup */
  setup(setup) {
    setup.onResolve({ filter: /^\.\.?\/.*\.mjs$/ }, (args) => ({
      path: pathToFileURL(resolve(args.resolveDir, args.path)).href,
      external: true,
    }));
  },
};

/**
 * @param {string} tier a folder of test/
 * @returns {Promise<string[]>} the bundles
 */
export async function buildTests(tier) {
  const outdir = `dist/test/${tier}`;
  const sources = readdirSync(`test/${tier}`, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.ts'),
  );
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: sources.map((name) => join('test', tier, name)),
    outbase: `test/${tier}`,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // Code that several files test is read and loaded once, not once a file.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    plugins: [scriptsStayInPlace],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return sources.map((name) => join(outdir, name.replace(/\.ts$/, '.mjs')));
}
