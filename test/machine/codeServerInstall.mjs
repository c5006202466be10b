import { existsSync, renameSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureAptPackages } from './aptPackages.mjs';
import { cacheFolder } from './cacheFolder.mjs';
import { findOnPath } from './findOnPath.mjs';
import { npm } from './npm.mjs';
import { oneAtATime } from './oneAtATime.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** The last code-server that runs on Node 20; it carries the workbench and extension host of VS Code 1.99. */
const VERSION = '4.99.4';
const NODE_MAJOR = '20';

/** @typedef {{ serverEntry: string, version: string, node: string }} CodeServerInstall version is code-server's own */

/**
 * code-server from npm, in the cache folder and outside the project's own dependencies.
 * @returns {Promise<CodeServerInstall>}
 */
export async function ensureCodeServer() {
  if (process.platform === 'win32')
    throw new Error('code-server does not run on Windows; use the desktop VS Code there');
  const folder = join(cacheFolder('code-server'), `${VERSION}-${process.platform}-${process.arch}`);
  const install = {
    serverEntry: join(codeServerIn(folder), 'out', 'node', 'entry.js'),
    version: VERSION,
    node: nodeFor(folder),
  };
  if (existsSync(folder)) return install;
  return oneAtATime('code-server', async () => {
    if (!existsSync(folder)) await buildIn(folder);
    return install;
  });
}

/** @param {string} folder */
async function buildIn(folder) {
  await ensureCompiler();
  say(`installing code-server ${VERSION} from npm in the cache folder, which takes a minute or two`);
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  writeFileSync(join(unfinished, 'package.json'), '{ "private": true }\n');
  const ownNode = runsOnRightNode() ? [] : [`${nodePackage()}@${NODE_MAJOR}`];
  await npm([...INSTALL, `code-server@${VERSION}`, ...ownNode], { cwd: unfinished });

  const vscode = join(codeServerIn(unfinished), 'lib', 'vscode');
  await npm([...INSTALL, '--omit=dev'], { cwd: vscode });
  await npm([...INSTALL, '--omit=dev'], { cwd: join(vscode, 'extensions') });

  const env = {
    ...process.env,
    ...nodeHeaders(unfinished),
    PATH: `${dirname(nodeFor(unfinished))}:${process.env['PATH'] ?? ''}`,
  };
  await rebuild('argon2', unfinished, env);
  await rebuild('@vscode/spdlog', vscode, env);
  await rebuild('native-watchdog', vscode, env);
  // Its own last step fails after the build that matters is done.
  await rebuild('node-pty', vscode, env).catch(() => undefined);
  if (!existsSync(join(vscode, 'node_modules', 'node-pty', 'build', 'Release', 'pty.node')))
    throw new Error('node-pty was not built');
  // The workbench's start looks for packages under the name that they have in a packaged VS Code.
  symlinkSync('node_modules', join(vscode, 'node_modules.asar'));
  const entry = join(codeServerIn(unfinished), 'out', 'node', 'entry.js');
  await run(nodeFor(unfinished), [entry, '--config', join(unfinished, 'config.yaml'), '--version']);
  renameSync(unfinished, folder);
}

const INSTALL = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];

/**
 * @param {string} name
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 */
async function rebuild(name, cwd, env) {
  await npm(['rebuild', name], { cwd, env });
}

async function ensureCompiler() {
  const tools = /** @type {const} */ ([
    ['python3', 'python3'],
    ['make', 'make'],
    ['g++', 'g++'],
  ]);
  const missing = tools.filter(([command]) => findOnPath(command) === undefined).map(([, name]) => name);
  if (missing.length > 0) await ensureAptPackages(missing, "building code-server's native parts");
}

/** @param {string} folder */
function codeServerIn(folder) {
  return join(folder, 'node_modules', 'code-server');
}

function runsOnRightNode() {
  return process.versions.node.startsWith(`${NODE_MAJOR}.`);
}

function nodePackage() {
  return `node-${process.platform}-${process.arch}`;
}

/** @param {string} folder */
function nodeFor(folder) {
  return runsOnRightNode() ? process.execPath : join(folder, 'node_modules', nodePackage(), 'bin', 'node');
}

/**
 * Node's headers lie beside most Nodes; without this node-gyp would fetch them from a site that not every machine reaches.
 * @param {string} folder
 * @returns {NodeJS.ProcessEnv}
 */
function nodeHeaders(folder) {
  const root = dirname(dirname(nodeFor(folder)));
  return existsSync(join(root, 'include', 'node', 'node.h')) ? { npm_config_nodedir: root } : {};
}
