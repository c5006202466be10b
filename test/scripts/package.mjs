// npm run package: a .vsix under dist/, of the allowed files only.
import { ensureNpmPackages } from '../machine/npmPackages.mjs';
import { run } from '../machine/run.mjs';

await ensureNpmPackages();
const { checkPackage } = await import('./packageFiles.mjs');
const problem = await checkPackage();
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  await run(
    process.execPath,
    [
      'node_modules/@vscode/vsce/vsce',
      'package',
      '--no-dependencies',
      // package.json names no repository that links to docs/ could be made to lead to; without this vsce refuses them.
      '--no-rewrite-relative-links',
      '--out',
      'dist/scalebook.vsix',
    ],
    { timeoutMs: 300_000 },
  );
  console.log('dist/scalebook.vsix');
}
