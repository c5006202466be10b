import type { Ran } from '../containers/program.js';

/** What the engine's machine has, and what of it is in use. */
export interface HostUse {
  readonly cpus: number;
  /** At this moment. */
  readonly busyCores: number;
  readonly memoryBytes: number;
  readonly usedBytes: number;
  /** Since the machine started, s. */
  readonly upSeconds: number;
  /** Of all its cores together since then, s. */
  readonly busySeconds: number;
}

const said = (stdout: string): Ran => ({ exitCode: 0, stdout, stderr: '' });

/** What a container can tell of its machine, by the programs that every image has. Undefined for any other. */
export function hostProgram([program = '', ...words]: readonly string[], use: HostUse): Ran | undefined {
  switch (program) {
    case 'true':
      return said('');
    case 'false':
      return { exitCode: 1, stdout: '', stderr: '' };
    case 'cat':
      return cat(words, use);
    case 'df':
      return said(diskText);
    default:
      return undefined;
  }
}

function cat(paths: readonly string[], use: HostUse): Ran {
  const texts = paths.map((path) => Object.getOwnPropertyDescriptor(files, path)?.value as FileText | undefined);
  const missing = paths.filter((_, index) => !texts[index]);
  return {
    exitCode: missing.length > 0 ? 1 : 0,
    stdout: texts.map((text) => text?.(use) ?? '').join(''),
    stderr: missing.map((path) => `cat: can't open '${path}': No such file or directory\n`).join(''),
  };
}

type FileText = (use: HostUse) => string;

const files: Readonly<Record<string, FileText>> = {
  '/proc/meminfo': ({ memoryBytes, usedBytes }) => {
    const line = (name: string, bytes: number): string =>
      `${`${name}:`.padEnd(16)}${String(Math.round(bytes / 1024)).padStart(12)} kB\n`;
    const free = memoryBytes - usedBytes;
    return [
      line('MemTotal', memoryBytes),
      line('MemFree', free * 0.6),
      line('MemAvailable', free),
      line('Buffers', free * 0.05),
      line('Cached', free * 0.35),
      line('SwapTotal', 0),
      line('SwapFree', 0),
    ].join('');
  },
  '/proc/loadavg': ({ busyCores }) => {
    const load = busyCores.toFixed(2);
    return `${load} ${load} ${load} ${Math.max(1, Math.round(busyCores))}/240 4242\n`;
  },
  '/proc/stat': ({ cpus, busySeconds, upSeconds }) => {
    // In hundredths of a second, as the kernel counts.
    const busy = Math.round(busySeconds * 100);
    const idle = Math.round(Math.max(0, cpus * upSeconds - busySeconds) * 100);
    const line = (name: string, share: number): string =>
      `${name} ${Math.round(busy * share)} 0 0 ${Math.round(idle * share)} 0 0 0 0 0 0\n`;
    return [line('cpu ', 1), ...Array.from({ length: cpus }, (_, cpu) => line(`cpu${cpu}`, 1 / cpus))].join('');
  },
};

const diskText =
  'Filesystem           1024-blocks    Used Available Capacity Mounted on\n' +
  'overlay                205113344 61534003 143579341      31% /\n';
