import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundles } from '../../esbuild.mjs';
import type * as EngineRoom from '../../src/engine/main.js';
import { attempt } from '../machine/run.mjs';

const names = Object.keys(bundles);

/** The bundles as they ship, so that what is measured is what a user gets. */
export interface Shipped {
  readonly engine: typeof EngineRoom;
  readonly bytes: Readonly<Record<string, number>>;
  readonly file: (name: string) => string;
  readonly remove: () => void;
}

/** A production build in a folder of its own: the bundles that a workbench may be running stay as they are. */
export async function buildShipped(repository: string): Promise<Shipped> {
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const file = (name: string): string => join(folder, 'dist/bundles', `${name}.js`);
  try {
    for (const name of ['src', 'node_modules']) symlinkSync(join(repository, name), join(folder, name), 'junction');
    const built = await attempt(process.execPath, [join(repository, 'esbuild.mjs'), '--production'], { cwd: folder });
    // A bundle over its budget fails the build, and is measured all the same.
    if (!names.every((name) => existsSync(file(name)))) throw new Error(`The build failed:\n${built.stderr}`);
    const bytes = Object.fromEntries(names.map((name) => [`${name}.js`, statSync(file(name)).size]));
    const engine = createRequire(import.meta.url)(file('engine')) as typeof EngineRoom;
    return { engine, bytes, file, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
