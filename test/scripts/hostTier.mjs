// The tests inside a real extension host: node test/scripts/hostTier.mjs [words that a test's title must contain]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildHostTests } from '../host/buildHostTests.mjs';
import { startHostProject } from '../host/hostProject.mjs';
import { runInBrowser } from '../host/runInBrowser.mjs';
import { runOnDesktop } from '../host/runOnDesktop.mjs';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { REPOSITORY } from '../machine/npmPackages.mjs';
import { ensureVSCode } from '../machine/vscode.mjs';

/**
 * @param {{ countsFile?: string, grep?: string }} [options]
 * @returns {Promise<number>} an exit code
 */
export async function runHostTier({ countsFile, grep } = {}) {
  const engine = await ensureDockerEngine();
  const vscode = await ensureVSCode();
  const tests = await buildHostTests();
  const profile = mkdtempSync(join(tmpdir(), 'scalebook-profile-'));
  const project = await startHostProject(engine);
  try {
    const run = {
      extension: REPOSITORY.replace(/[\\/]$/, ''),
      tests,
      folder: project.folder,
      profile,
      env: {
        ...engine.env,
        SCALEBOOK_HOST_PROJECT: project.name,
        ...(countsFile ? { SCALEBOOK_COUNTS: countsFile } : {}),
        ...(grep ? { SCALEBOOK_GREP: grep } : {}),
      },
    };
    return await (vscode.kind === 'desktop' ? runOnDesktop(vscode.executable, run) : runInBrowser(run));
  } finally {
    await project.remove();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { buildExtension } = await import('../../esbuild.mjs');
  await buildExtension({ production: false });
  const grep = process.argv.slice(2).join(' ');
  process.exitCode = await runHostTier(grep ? { grep } : {});
}
