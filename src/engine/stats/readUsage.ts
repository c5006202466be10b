import type { UsageSample } from '../../core/policy/usageSample.js';
import type { EngineLink } from '../connect/engineLink.js';
import { sideBySide } from '../sideBySide.js';
import { toUsageSample } from './toUsageSample.js';

const READINGS_AT_A_TIME = 32;
/** Engines before 25.0 answer with their collector's next round, a second later. */
const TIMEOUT_MS = 4000;

/** One reading of each of these containers, by id. Those that could not be read are missing. */
export async function readUsage(
  link: EngineLink,
  containerIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, UsageSample>> {
  const samples = new Map<string, UsageSample>();
  await sideBySide(containerIds, READINGS_AT_A_TIME, async (id) => {
    const answer = await link.call({ signal, timeoutMs: TIMEOUT_MS }, (docker) =>
      docker.getContainer(id).stats({ stream: false, 'one-shot': true }),
    );
    const sample = answer.ok ? toUsageSample(answer.value) : undefined;
    if (sample) samples.set(id, sample);
  });
  return samples;
}
