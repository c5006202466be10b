import { randomBytes } from 'node:crypto';
import type { DemoEngine } from '../core/demo/demoEngine.js';
import { Demo } from './demo.js';
import { shipped } from './shipped.js';
import { socketFolder, sweepSocketFolders } from './socketFolder.js';
import { systemClock } from './time.js';

/** The bundle's entry: starts the engine that is built in, on a socket that only this person can open. */
export async function startDemo(): Promise<DemoEngine> {
  const hasPipes = process.platform === 'win32';
  if (!hasPipes) await sweepSocketFolders();
  const place = hasPipes ? pipe() : socket();
  try {
    const demo = await Demo.open({ path: place.path, clock: systemClock, ...shipped });
    return {
      endpoint: { transport: place.transport, path: place.path, raw: place.raw },
      get runbook() {
        return demo.runbook;
      },
      play: (id) => demo.play(id),
      dispose() {
        void demo.close();
        // At once: the editor does not wait for what comes later when it closes.
        place.remove();
      },
    };
  } catch (error) {
    place.remove();
    throw error;
  }
}

interface Place {
  readonly transport: 'unix' | 'npipe';
  readonly path: string;
  readonly raw: string;
  readonly remove: () => void;
}

function socket(): Place {
  const { path, remove } = socketFolder();
  return { transport: 'unix', path, raw: `unix://${path}`, remove };
}

/** Pipes have no folder; a name that nobody can guess stands for it. */
function pipe(): Place {
  const path = `//./pipe/scalebook-demo-${process.pid}-${randomBytes(16).toString('hex')}`;
  return { transport: 'npipe', path, raw: `npipe://${path}`, remove: () => undefined };
}
