import { parseJson } from '../util/parseJson.js';
import type { WorkspaceMemory } from './ports.js';

/** Things that happen once, whatever is reloaded in between. Of the oldest some are forgotten in time. */
export class RememberedKeys {
  private readonly keys: Set<string>;

  constructor(
    private readonly memory: WorkspaceMemory,
    private readonly name: string,
    private readonly most = 200,
  ) {
    this.keys = new Set(readKeys(memory.get(name)));
  }

  has(key: string): boolean {
    return this.keys.has(key);
  }

  /** False for one that is known already. */
  add(key: string): boolean {
    if (this.keys.has(key)) return false;
    this.keys.add(key);
    for (const old of [...this.keys].slice(0, -this.most)) this.keys.delete(old);
    this.keep();
    return true;
  }

  /** It did not happen after all. */
  forget(key: string): void {
    if (this.keys.delete(key)) this.keep();
  }

  private keep(): void {
    // What cannot be kept is known until the window is reloaded.
    void this.memory.set(this.name, JSON.stringify([...this.keys])).catch(() => undefined);
  }
}

function readKeys(text: string | undefined): readonly string[] {
  const keys = parseJson(text ?? '[]');
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
}
