// root may open any socket. A server without that right meets a closed socket as everybody else does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { workbenchUrl } from '../../machine/codeServer.mjs';

const OVERRIDES = '-dac_override,-dac_read_search';
const script = join(import.meta.dirname, 'serveInOwnProcess.mjs');

/** @type {typeof import('../../machine/codeServer.mjs').startCodeServer} */
export async function serveUnprivileged({ env = process.env, ...options }) {
  const command = [process.execPath, script, JSON.stringify(options)];
  const isRoot = process.getuid?.() === 0;
  const lowered = isRoot ? ['setpriv', '--bounding-set', OVERRIDES, '--inh-caps', OVERRIDES, ...command] : command;
  const [program = '', ...args] = lowered;
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const said = await Promise.race([once(child.stdout, 'data'), ended.then(() => ['it ended'])]);
  const port = Number(String(said[0]));
  if (!(port > 0)) throw new Error(`The workbench was not served: ${String(said[0])}`);
  return {
    url: (payload) => workbenchUrl(port, options.folder, payload),
    port,
    pid: child.pid ?? 0,
    logFile: join(options.userDataDir, 'code-server.log'),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
