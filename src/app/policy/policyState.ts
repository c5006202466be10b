import { thinned } from '../../core/policy/history.js';
import type { ServiceMemory } from '../../core/policy/serviceMemory.js';
import type { Axis } from '../../core/policy/time/axis.js';
import { isRecord } from '../../util/isRecord.js';
import { parseJson } from '../../util/parseJson.js';

export interface PolicyState {
  readonly axis: Axis;
  /** By context and service id. */
  readonly services: Readonly<Record<string, ServiceMemory>>;
}

/** Another number than this was written by another version, and is not read. */
const version = 1;
/** Services that have not been seen for this long are not kept. */
const keptMs = 24 * 3600_000;

/** The state as text, without services of which nothing was read for a day, and with its histories thinned. */
export function writePolicyState({ axis, services }: PolicyState): string {
  const recent = Object.entries(services).filter(([, { figures }]) =>
    Object.values(figures).some(({ at }) => axis.wallMs - at < keptMs),
  );
  const small = recent.map(([key, memory]): [string, ServiceMemory] => [
    key,
    {
      ...memory,
      histories: Object.fromEntries(Object.entries(memory.histories).map(([id, history]) => [id, thinned(history)])),
    },
  ]);
  return JSON.stringify({ version, axis, services: Object.fromEntries(small) });
}

/** Undefined where the text is not what this version writes: then nothing is remembered. */
export function readPolicyState(text: string): PolicyState | undefined {
  const state = parseJson(text);
  return isState(state) ? state : undefined;
}

function isState(value: unknown): value is PolicyState {
  if (!isRecord(value) || value['version'] !== version) return false;
  const { axis, services } = value;
  if (!isRecord(axis) || !isRecord(services)) return false;
  const clocks = ['tauMs', 'monoMs', 'wallMs'].every((key) => Number.isFinite(axis[key]));
  return clocks && Object.values(services).every(isMemory);
}

const isMemory = (value: unknown): boolean =>
  isRecord(value) && ['signals', 'histories', 'figures', 'utilisation'].every((key) => isRecord(value[key]));
