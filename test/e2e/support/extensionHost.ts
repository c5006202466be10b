import { readdirSync, readFileSync } from 'node:fs';
import { until } from '../../engine/support/connection.js';
import { waitForEnd } from '../../machine/processAlive.mjs';

/** The process of a workbench's server in which the extension runs. Found among the server's own descendants alone. */
export class ExtensionHost {
  private constructor(
    private readonly serverPid: number,
    readonly pid: number,
  ) {}

  /** Waits until there is one, and that it is not `other`. */
  static async of(serverPid: number, other?: ExtensionHost, patienceMs = 30_000): Promise<ExtensionHost> {
    let found: number | undefined;
    await until(
      'an extension host runs',
      () => {
        found = hostsOf(serverPid).find((pid) => pid !== other?.pid);
        return found !== undefined;
      },
      patienceMs,
    );
    return new ExtensionHost(serverPid, found ?? 0);
  }

  /** Ends it at once, as a crash does: nothing of the extension comes to its end. */
  async kill(): Promise<void> {
    if (!hostsOf(this.serverPid).includes(this.pid)) throw new Error('it is no extension host of this server any more');
    process.kill(this.pid, 'SIGKILL');
    if (!(await waitForEnd(this.pid, 5000))) throw new Error('it lives on');
  }
}

function hostsOf(serverPid: number): readonly number[] {
  const processes = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (processOf(Number(name)) ?? []) : []));
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]));
  const isOurs = (pid: number): boolean => {
    for (let each = parents.get(pid); each; each = parents.get(each)) if (each === serverPid) return true;
    return false;
  };
  return processes.flatMap(({ pid, command }) =>
    command.includes('--type=extensionHost') && isOurs(pid) ? [pid] : [],
  );
}

interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: readonly string[];
}

/** Undefined for one that has ended meanwhile. */
function processOf(pid: number): RunningProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in brackets, with anything in it.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return undefined;
    return { pid, parent: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0') };
  } catch {
    return undefined;
  }
}
