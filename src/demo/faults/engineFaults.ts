import type { Container } from '../containers/container.js';
import type { ContainerStore } from '../containers/containerStore.js';
import type { EngineServer } from '../engine/engineServer.js';

/** What can happen to an engine as a whole, on command. */
export class EngineFaults {
  constructor(
    private readonly server: EngineServer,
    private readonly store: ContainerStore,
  ) {}

  /** The engine goes away for so long, ms, and everybody's connection with it; the containers stay. */
  async restart(downMs: number): Promise<void> {
    await this.server.close();
    await new Promise((resolve) => setTimeout(resolve, downMs));
    await this.server.open();
  }

  /** More than ever happens in so short a time. */
  floodEvents(count: number): void {
    const { all } = this.store;
    for (let sent = 0; sent < count; sent++) {
      const container = all[sent % all.length];
      if (container) this.store.events.add(container, 'update');
    }
  }

  killForMemory(container: Container): void {
    this.store.killForMemory(container);
  }

  /** Whether the engine's disk is full: then nothing is created or started. */
  fillDisk(isFull: boolean): void {
    this.store.isFull = isFull;
  }
}
