/** The CPU time that this process takes for some work, ms: a machine that is busy with other things does not stretch it. */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
