import { ContextChoice } from '../../../src/app/connection/contextChoice.js';
import { EngineSession } from '../../../src/app/connection/engineSession.js';
import type { LiveStore } from '../../../src/app/live/liveStore.js';
import type { Clock } from '../../../src/app/ports.js';
import type { DockerContext } from '../../../src/core/connection/dockerContext.js';
import { systemClock } from '../../../src/editor/clock.js';
import { createConnector } from '../../../src/engine/main.js';

/** Keeps nothing. */
export const noMemory = { get: () => undefined, set: () => Promise.resolve() };
export const silentLog = { info: () => undefined, warn: () => undefined };

/** A session on the one context, as the extension makes it. Nothing is connected before somebody takes a lease of it. */
export function sessionOn(context: DockerContext, store: LiveStore, clock: Clock = systemClock): EngineSession {
  const list = { contexts: [context], current: { name: context.name, because: 'default' }, problems: [] } as const;
  const choice = new ContextChoice({ list: () => Promise.resolve(list) }, noMemory);
  return new EngineSession(() => Promise.resolve(createConnector()), choice, store, clock, silentLog);
}
