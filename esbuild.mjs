// Builds what ships. Each bundle has a byte budget, checked on production builds: a bundle that outgrows it fails the build,
// and raising the number is a decision that shows in review.
import { build } from 'esbuild';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @type {Record<string, { entry: string, maxBytes: number }>} */
export const bundles = {
  // Loaded at activation.
  extension: { entry: 'src/extension.ts', maxBytes: 120_000 },
  // Loaded with the first command.
  commands: { entry: 'src/editor/commands/main.ts', maxBytes: 200_000 },
  // Loaded when somebody first looks at the history, or plans an operation.
  journal: { entry: 'src/wiring/journalWiring.ts', maxBytes: 80_000 },
  // Loaded when somebody first looks at a stack, or opens a runbook file.
  policy: { entry: 'src/wiring/policyWiring.ts', maxBytes: 140_000 },
  // Loaded when the report of a verification is opened, or comes back with its window.
  panel: { entry: 'src/editor/panel/main.ts', maxBytes: 90_000 },
  // Loaded when a dashboard is opened, or comes back with its window.
  dashboard: { entry: 'src/editor/panel/dashboardMain.ts', maxBytes: 90_000 },
  // Loaded when somebody first looks at the checklists, or opens one.
  checklistRuns: { entry: 'src/wiring/checklistWiring.ts', maxBytes: 125_000 },
  // Loaded when the page of a checklist is opened, or comes back with its window.
  checklistPanel: { entry: 'src/editor/panel/checklistMain.ts', maxBytes: 90_000 },
  // Loaded with the first verification, which an operation is followed by.
  verification: { entry: 'src/wiring/verificationWiring.ts', maxBytes: 120_000 },
  // Loaded with the first operation, or when somebody looks at the journal.
  operations: { entry: 'src/wiring/operationWiring.ts', maxBytes: 145_000 },
  // Loaded when somebody first asks what is wrong with a service.
  diagnosis: { entry: 'src/wiring/diagnosisWiring.ts', maxBytes: 110_000 },
  // Loaded when a view, the status bar or a command first needs an engine.
  engine: { entry: 'src/engine/main.ts', maxBytes: 230_000 },
  // Loaded with the first context over SSH.
  ssh: { entry: 'src/engine/ssh/main.ts', maxBytes: 20_000 },
  // Loaded when a verification first asks a URL, or a metric is read from elsewhere than the engine.
  sources: { entry: 'src/sources/main.ts', maxBytes: 270_000 },
  // Loaded when the demo is chosen.
  demo: { entry: 'src/demo/main.ts', maxBytes: 84_000 },
  // Loaded when a runbook names a calendar.
  calendar: { entry: 'src/sources/calendar/main.ts', maxBytes: 120_000 },
  // Loaded when there is a runbook file to read or to write.
  runbook: { entry: 'src/core/runbook/file/main.ts', maxBytes: 310_000 },
  // Loaded when a checklist is first opened: markdown-it with the names of all entities of HTML is nearly all of it.
  checklist: { entry: 'src/core/checklist/markdown/main.ts', maxBytes: 170_000 },
  // Loaded with the first Markdown file whose items are bound to checks.
  checklistLanguage: { entry: 'src/editor/checklist/language/main.ts', maxBytes: 15_000 },
  // Loaded when somebody asks what moving a stack to a Swarm takes.
  swarmMove: { entry: 'src/core/swarmMove/main.ts', maxBytes: 130_000 },
};

/**
 * What runs in a page of the editor: browser code, a script and a stylesheet each.
 *
 * @type {Record<string, { entry: string, maxBytes: number, styles: string, maxStyleBytes: number }>}
 */
export const pages = {
  // The report of a verification.
  verification: {
    entry: 'webview/verification/main.ts',
    maxBytes: 100_000,
    styles: 'webview/verification/page.css',
    maxStyleBytes: 12_000,
  },
  // A checklist that is worked through.
  checklist: {
    entry: 'webview/checklist/main.ts',
    maxBytes: 130_000,
    styles: 'webview/checklist/page.css',
    maxStyleBytes: 14_000,
  },
  // The dashboard, with uPlot.
  dashboard: {
    entry: 'webview/dashboard/main.ts',
    maxBytes: 160_000,
    styles: 'webview/dashboard/page.css',
    maxStyleBytes: 14_000,
  },
};

const repository = dirname(fileURLToPath(import.meta.url));

/** What has a bundle of its own is loaded at run time from beside the extension, not copied into it. */
const separateBundles = {
  name: 'separate-bundles',
  /** @param {import('esbuild').PluginBuild} setup */
  setup(setup) {
    setup.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, (args) => {
      if (args.kind !== 'dynamic-import') return undefined;
      const entry = resolve(args.resolveDir, args.path).replace(/\.js$/, '.ts');
      const name = Object.keys(bundles).find((key) => resolve(repository, bundles[key]?.entry ?? '') === entry);
      return name ? { path: `./${name}.js`, external: true } : undefined;
    });
  },
};

/**
 * dockerode pulls in gRPC (build sessions) and tar handling (image builds), none of which Scalebook calls, and docker-modem with
 * ssh2, in whose place stands src/engine/connect/engineHttp.ts: about 720 kB of 913 kB. Whatever is called by mistake says so.
 */
const leanDockerode = {
  name: 'lean-dockerode',
  /** @param {import('esbuild').PluginBuild} setup */
  setup(setup) {
    const unused = [
      { from: /dockerode[\\/]lib$/, name: /^\.\/(session|buildkit)$/ },
      { from: /dockerode[\\/]lib$/, name: /^(docker-modem|tar-fs|@balena\/dockerignore)$/ },
    ];
    setup.onResolve({ filter: /^(\.\/(session|buildkit)|docker-modem|tar-fs|@balena\/dockerignore)$/ }, (args) =>
      unused.some((entry) => entry.from.test(args.resolveDir) && entry.name.test(args.path))
        ? { path: args.path, namespace: 'left-out' }
        : undefined,
    );
    setup.onLoad({ filter: /.*/, namespace: 'left-out' }, (args) => ({
      contents: `module.exports = () => { throw new Error(${JSON.stringify(`${args.path} is left out of this build`)}); };`,
    }));
  },
};

/** axios brings the types of all files there are, for forms that it would put together; Scalebook's are bytes already. */
const leanAxios = {
  name: 'lean-axios',
  /** @param {import('esbuild').PluginBuild} setup */
  setup(setup) {
    setup.onResolve({ filter: /^mime-db$/ }, (args) => ({ path: args.path, namespace: 'empty' }));
    setup.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: '{}', loader: 'json' }));
  },
};

/**
 * The toolkit tries by a style element whether the browser knows `:focus-visible`. The page's policy keeps it from that, as it should, and every browser
 * that these pages run in does.
 */
const calmToolkit = {
  name: 'calm-toolkit',
  /** @param {import('esbuild').PluginBuild} setup */
  setup(setup) {
    setup.onLoad({ filter: /fast-web-utilities[\\/]dist[\\/]dom\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const asked = 'export function canUseFocusVisible() {';
      if (!source.includes(asked)) throw new Error(`${path} has no ${asked}`);
      return { contents: source.replace(asked, `${asked}\n    return true;`), loader: 'js' };
    });
  },
};

/** @param {{ production: boolean }} options */
export async function buildExtension({ production }) {
  await rm('dist/bundles', { recursive: true, force: true });
  const result = await build({
    entryPoints: Object.fromEntries(Object.entries(bundles).map(([name, { entry }]) => [name, entry])),
    outdir: 'dist/bundles',
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    supported: { 'dynamic-import': false },
    external: ['vscode'],
    plugins: [separateBundles, leanDockerode, leanAxios],
    minify: production,
    sourcemap: production ? false : 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  await writeSchema();
  const outputs = { ...result.metafile.outputs, ...(await buildPages({ production })) };
  const sizeOf = (/** @type {string} */ file, /** @type {number} */ maxBytes) => ({
    name: file.replace(/^dist\/(bundles\/)?/, ''),
    maxBytes,
    bytes: outputs[file]?.bytes ?? Number.NaN,
  });
  const sizes = [
    ...Object.entries(bundles).map(([name, { maxBytes }]) => sizeOf(`dist/bundles/${name}.js`, maxBytes)),
    ...Object.entries(pages).flatMap(([name, { maxBytes, maxStyleBytes }]) => [
      sizeOf(`dist/webview/${name}.js`, maxBytes),
      sizeOf(`dist/webview/${name}.css`, maxStyleBytes),
    ]),
  ];
  if (!production) return;
  for (const { name, bytes, maxBytes } of sizes) {
    console.log(`${name}  ${bytes} of ${maxBytes} bytes${bytes <= maxBytes ? '' : '  OVER BUDGET'}`);
  }
  if (sizes.some(({ bytes, maxBytes }) => !(bytes <= maxBytes)))
    throw new Error('A bundle is over its byte budget (esbuild.mjs).');
}

/**
 * @param {{ production: boolean }} options
 * @returns {Promise<Record<string, { bytes: number }>>} what was made, by file
 */
export async function buildPages({ production }) {
  await rm('dist/webview', { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: Object.entries(pages).flatMap(([name, { entry, styles }]) => [
      { in: entry, out: name },
      { in: styles, out: name },
    ]),
    outdir: 'dist/webview',
    bundle: true,
    format: 'iife',
    platform: 'browser',
    // Of the oldest VS Code that is supported.
    target: 'chrome132',
    plugins: [calmToolkit],
    minify: production,
    sourcemap: production ? false : 'inline',
    metafile: true,
    logLevel: 'warning',
  });
  return metafile.outputs;
}

/** The schema of runbook files, for editors: made from the one definition that also checks them. */
async function writeSchema() {
  const path = resolve('dist/bundles/runbook.js');
  const require = createRequire(import.meta.url);
  delete require.cache[path];
  const schema = require(path).runbookJsonSchema();
  await writeFile('dist/bundles/scalebook.schema.json', `${JSON.stringify(schema, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildExtension({ production: process.argv.includes('--production') });
}
