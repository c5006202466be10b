import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { processAlive, waitForEnd } from './processAlive.mjs';
import { attempt } from './run.mjs';

/**
 * What a private engine leaves when it was killed, and some of it even when it stopped in order: containers' processes and shims,
 * its containerd, mounts, and its folder.
 * @param {string} dir
 * @param {string} name the containerd namespace of its containers
 */
export async function endLeftovers(dir, name) {
  // A first round may end a shim just as it starts its container.
  for (let round = 0; round < 5; round += 1) {
    const pids = processesOf(dir, name);
    if (pids.length === 0) break;
    for (const pid of pids) endProcess(pid);
    await Promise.all(pids.map((pid) => waitForEnd(pid, 3000)));
  }
  // Deepest first: a mount may lie in another.
  for (const mount of mountsBelow(dir).reverse()) await attempt('umount', ['--lazy', mount]);
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/**
 * Processes that name the engine's own folder or namespace, and everything that descends from them (a container's processes do from its shim).
 * @param {string} dir
 * @param {string} name
 */
function processesOf(dir, name) {
  const table = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      const pid = Number(entry);
      const parent = parentOf(pid);
      return parent === undefined ? [] : [{ pid, parent, words: commandLine(pid) }];
    });
  const ours = new Set(containerProcesses(dir));
  for (const { pid, words } of table) {
    if (words.some((word) => word.startsWith(`${dir}/`) || word === name)) ours.add(pid);
  }
  ours.delete(process.pid);
  for (let grew = true; grew;) {
    const before = ours.size;
    for (const { pid, parent } of table) if (parent !== process.pid && ours.has(parent)) ours.add(pid);
    grew = ours.size > before;
  }
  return [...ours].filter(processAlive);
}

/** @param {number} pid */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/**
 * A container whose shim is gone descends from nobody that can be recognised, but runc wrote its pid down.
 * @param {string} dir
 * @returns {number[]}
 */
function containerProcesses(dir) {
  const root = `${dir}/exec`;
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('/state.json'))
    .flatMap((path) => {
      try {
        const state = JSON.parse(readFileSync(`${root}/${path}`, 'utf8'));
        const pid = Number(state.init_process_pid);
        // The pid may have passed to a stranger since; the control group tells.
        return readFileSync(`/proc/${pid}/cgroup`, 'utf8').includes(state.id) ? [pid] : [];
      } catch {
        return [];
      }
    });
}

/** @param {number} pid */
function endProcess(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with its parent.
  }
}

/** @param {string} dir */
function mountsBelow(dir) {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((mount) => mount.startsWith(`${dir}/`));
}
