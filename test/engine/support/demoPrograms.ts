import type { Program } from '../../../src/demo/containers/program.js';
import { hostProgram } from '../../../src/demo/stack/hostFiles.js';

const host = {
  cpus: 4,
  busyCores: 0.5,
  memoryBytes: 8 * 1024 ** 3,
  usedBytes: 2 * 1024 ** 3,
  upSeconds: 3600,
  busySeconds: 1800,
};

/** What every container of the demo can run. */
export const demoPrograms: Partial<Program> = { run: (_container, command) => hostProgram(command, host) };
