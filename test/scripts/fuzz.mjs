// npm run fuzz -- [--minutes 30] [--seed N] [--only words]: hostile input for as long as wanted. What it finds belongs in test/fuzz/findings.ts.
import { parseArgs } from 'node:util';
import { ensureNpmPackages } from '../machine/npmPackages.mjs';
import { say } from '../machine/say.mjs';
import { loadBuilt } from './loadBuilt.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string', default: '' },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error('--minutes is a number above 0, and --seed a whole one.');
  process.exit(2);
}
await ensureNpmPackages();
/** @type {typeof import('../fuzz/main.js')} */
const { fuzz } = await loadBuilt('test/fuzz/main.ts', 'dist/test/fuzz/main.mjs');
say(`fuzzing for ${minutes} minutes with the seed ${seed}`);
const told = fuzz(minutes, seed, values.only, (text) => console.log(`\n${text}\n`));
for (const { target, runs, report } of told) console.log(`${report ? '✘' : '✔'} ${target}: ${runs} inputs`);
process.exitCode = told.length === 0 || told.some(({ report }) => report) ? 1 : 0;
