// npm run check
import { ensureNpmPackages } from '../machine/npmPackages.mjs';

await ensureNpmPackages();
const { runChecks } = await import('./checks.mjs');
const { failed } = await runChecks();
process.exitCode = failed > 0 ? 1 : 0;
