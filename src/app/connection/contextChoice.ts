import type { ContextList, DockerContext } from '../../core/connection/dockerContext.js';
import { Emitter } from '../../util/event.js';
import type { ContextStore, WorkspaceMemory } from '../ports.js';

const memoryKey = 'context';

export interface ChosenContext {
  readonly context: DockerContext;
  /** True when it was chosen for this workspace; false when it is what the Docker CLI would use. */
  readonly pinned: boolean;
}

/** Which context this workspace works on. The choice is kept with the workspace and never told to the Docker CLI. */
export class ContextChoice {
  private readonly emitter = new Emitter<void>();
  readonly onDidChange = this.emitter.event;

  constructor(
    private readonly store: ContextStore,
    private readonly memory: WorkspaceMemory,
  ) {}

  list(): Promise<ContextList> {
    return this.store.list();
  }

  get pinnedName(): string | undefined {
    return this.memory.get(memoryKey);
  }

  async chosen(): Promise<ChosenContext> {
    const { contexts, current } = await this.store.list();
    const pinned = this.pinnedName;
    const name = pinned ?? current.name;
    const context = contexts.find((entry) => entry.name === name) ?? missing(name);
    return { context, pinned: pinned !== undefined };
  }

  /** Pins a context to this workspace; undefined follows the Docker CLI again. */
  async pin(name: string | undefined): Promise<void> {
    await this.memory.set(memoryKey, name);
    this.emitter.fire();
  }
}

// A pinned context that has been removed must not silently become another one.
const missing = (name: string): DockerContext => ({
  name,
  description: '',
  endpoint: { transport: 'invalid', raw: '', problem: 'there is no context of this name any more' },
});
