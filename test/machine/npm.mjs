import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from './run.mjs';

/** What an npm that is already at work leaves in the environment, and what would mislead a second one in another folder. */
const OF_THE_OUTER_NPM =
  /^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|npm_config_workspace|npm_command$|INIT_CWD$)/i;

/**
 * Runs npm in a folder; the very npm that runs us, if one does.
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} options
 */
export async function npm(args, { cwd, env = process.env, timeoutMs }) {
  const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !OF_THE_OUTER_NPM.test(name)));
  const [command, ...before] = npmCommand();
  return run(command, [...before, ...args], { cwd, env: clean, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
}

/** @returns {[string, ...string[]]} */
function npmCommand() {
  const running = process.env['npm_execpath'];
  if (running !== undefined && basename(running) === 'npm-cli.js') return [process.execPath, running];
  // On Windows npm is a command file, which cannot be started without a shell.
  const besideNode = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  return process.platform === 'win32' && existsSync(besideNode) ? [process.execPath, besideNode] : ['npm'];
}
