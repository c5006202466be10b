import { isRecord } from '../../../util/isRecord.js';
import { parseJson } from '../../../util/parseJson.js';
import type { WorkspaceMemory } from '../../ports.js';

const memoryKey = 'wantedCounts';

/** How many replicas of a service were last asked for here; kept with the workspace. */
export class WantedCounts {
  constructor(private readonly memory: WorkspaceMemory) {}

  get(context: string, serviceId: string): number | undefined {
    return this.read()[`${context}|${serviceId}`];
  }

  async set(context: string, serviceId: string, count: number): Promise<void> {
    await this.memory.set(memoryKey, JSON.stringify({ ...this.read(), [`${context}|${serviceId}`]: count }));
  }

  /** What was asked for on a context whose stacks are others now. */
  async forget(context: string): Promise<void> {
    const kept = Object.entries(this.read()).filter(([key]) => !key.startsWith(`${context}|`));
    await this.memory.set(memoryKey, JSON.stringify(Object.fromEntries(kept)));
  }

  private read(): Readonly<Record<string, number>> {
    const stored = parseJson(this.memory.get(memoryKey) ?? '{}');
    const entries = isRecord(stored) ? Object.entries(stored) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1])));
  }
}
