// What a .vsix may hold, by name. A file that is not here does not ship.
import { attempt } from '../machine/run.mjs';

const allowed = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/bundles/calendar.js',
  'dist/bundles/checklist.js',
  'dist/bundles/checklistLanguage.js',
  'dist/bundles/checklistPanel.js',
  'dist/bundles/checklistRuns.js',
  'dist/bundles/commands.js',
  'dist/bundles/dashboard.js',
  'dist/bundles/demo.js',
  'dist/bundles/diagnosis.js',
  'dist/bundles/engine.js',
  'dist/bundles/extension.js',
  'dist/bundles/journal.js',
  'dist/bundles/operations.js',
  'dist/bundles/panel.js',
  'dist/bundles/policy.js',
  'dist/bundles/runbook.js',
  'dist/bundles/scalebook.schema.json',
  'dist/bundles/sources.js',
  'dist/bundles/ssh.js',
  'dist/bundles/swarmMove.js',
  'dist/bundles/verification.js',
  'dist/webview/checklist.css',
  'dist/webview/checklist.js',
  'dist/webview/dashboard.css',
  'dist/webview/dashboard.js',
  'dist/webview/verification.css',
  'dist/webview/verification.js',
  'media/dashboard-dark.svg',
  'media/dashboard-light.svg',
  'media/icon.png',
  'media/report-dark.svg',
  'media/report-light.svg',
  'media/scaling-checklist.md',
  'media/scalebook.svg',
  'package.json',
];

/** @returns {Promise<string>} what is wrong, or nothing */
export async function checkPackage() {
  const { ok, stdout, stderr } = await attempt(
    process.execPath,
    ['node_modules/@vscode/vsce/vsce', 'ls', '--no-dependencies'],
    {
      timeoutMs: 120_000,
    },
  );
  if (!ok) return `${stdout}\n${stderr}`.trim();
  // vsce builds first and says so; file names come after, a line each.
  const files = stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^[\w./-]+$/.test(line))
    .sort();
  const extra = files.filter((file) => !allowed.includes(file));
  const missing = allowed.filter((file) => !files.includes(file));
  return [...extra.map((file) => `not allowed: ${file}`), ...missing.map((file) => `missing: ${file}`)].join('\n');
}
