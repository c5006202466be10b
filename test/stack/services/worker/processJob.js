// The work of one job: some of its time on the processor, the rest waiting, as a PDF parser does.
import { setTimeout as sleep } from 'node:timers/promises';
import { burnCpu } from '../shared/burnCpu.js';
import { settings } from '../shared/settings.js';

const slices = 4;

/** In slices, so that health checks are answered between them. @param {AbortSignal} signal */
export async function processJob(signal) {
  for (let slice = 0; slice < slices; slice += 1) {
    burnCpu(settings.workCpuMs / slices);
    await sleep(Math.max(0, settings.workMs - settings.workCpuMs) / slices, undefined, { signal });
  }
}
