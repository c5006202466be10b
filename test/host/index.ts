import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** What the editor calls inside its extension host. The counts go to a file: an exit code alone would not tell of tests that never ran. */
export async function run(): Promise<void> {
  const reporter = join(__dirname, '../../../test/scripts/reporter.cjs');
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter, color: true });
  const grep = process.env['SCALEBOOK_GREP'];
  if (grep) mocha.fgrep(grep);
  // By name, so that the test of activation comes before anything that needs an engine.
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.cjs'));
  for (const name of files.sort()) mocha.addFile(join(__dirname, name));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
