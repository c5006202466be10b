/** Text of the kernel, through programs of somebody's container: whatever is not as it has to be is not known. */

const kibibyte = 1024;

/** `undefined` for what is no count, or larger than any machine. */
function countOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
  return Number(text);
}

/** Of `/proc/meminfo`, bytes. */
export function parseMemory(text: string): { readonly total: number; readonly available: number } | undefined {
  const kibibytes = (name: string): number | undefined =>
    countOf(new RegExp(`^${name}:[ \\t]+(\\d{1,15}) kB$`, 'm').exec(text)?.[1]);
  const [total, available] = [kibibytes('MemTotal'), kibibytes('MemAvailable')];
  if (!total || available === undefined || available > total) return undefined;
  return { total: total * kibibyte, available: available * kibibyte };
}

/** Of `/proc/loadavg`: the mean number of tasks that ran or wanted to in the last minute. */
export function parseLoad(text: string): number | undefined {
  const load = /^(\d{1,6}\.\d{1,6}) \d{1,6}\.\d{1,6} \d{1,6}\.\d{1,6} \d{1,9}\/\d{1,9} \d{1,9}$/m.exec(text)?.[1];
  return load === undefined ? undefined : Number(load);
}

export interface CpuTimes {
  readonly cpus: number;
  /** In the kernel's ticks, of all CPUs together. */
  readonly busy: number;
  readonly all: number;
}

/** Of `/proc/stat`. */
export function parseCpuTimes(text: string): CpuTimes | undefined {
  const times = /^cpu +(\d[\d ]*)$/m.exec(text)?.[1]?.trim().split(/ +/).slice(0, 8).map(countOf) ?? [];
  const known = times.filter((time) => time !== undefined);
  // user nice system idle iowait irq softirq steal; time of guests is in user already.
  if (known.length < 4 || known.length < times.length) return undefined;
  const all = known.reduce((sum, time) => sum + time, 0);
  const idle = (known[3] ?? 0) + (known[4] ?? 0);
  return { cpus: (text.match(/^cpu\d+ /gm) ?? []).length, busy: all - idle, all };
}

/** Mean busy cores between two readings of it. */
export function busyCpus(before: CpuTimes, after: CpuTimes): number | undefined {
  const all = after.all - before.all;
  const busy = after.busy - before.busy;
  if (before.cpus !== after.cpus || !(all > 0) || busy < 0 || busy > all) return undefined;
  return (busy / all) * after.cpus;
}

/** Of `df -Pk /`, bytes. */
export function parseDisk(text: string): { readonly total: number; readonly free: number } | undefined {
  const line = text.split('\n').find((each) => each.length < 1000 && / \/\s*$/.test(each));
  const [total, used, free] = (/ (\d+) +(\d+) +(\d+) +\d{1,3}% +\/\s*$/.exec(line ?? '') ?? []).slice(1).map(countOf);
  if (!total || used === undefined || free === undefined || free > total) return undefined;
  return { total: total * kibibyte, free: free * kibibyte };
}
