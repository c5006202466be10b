import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoEngine } from '../core/demo/demoEngine.js';
import { Demo } from './demo.js';
import { Random } from './load/random.js';
import { systemClock } from './time.js';

/** A morning of two hours in twelve minutes. */
const speed = 10;
const pulseMs = 200;
const seed = 1;

/** The bundle's entry: starts the engine that is built in, on a socket that only this person can open. */
export async function startDemo(): Promise<DemoEngine> {
  const place = process.platform === 'win32' ? pipe() : socket();
  try {
    const demo = await Demo.open({ path: place.path, clock: systemClock, seed, speed, pulseMs });
    return {
      endpoint: { transport: place.transport, path: place.path, raw: place.raw },
      runbook: demo.runbook,
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
  remove(): void;
}

function socket(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-demo-'));
  chmodSync(folder, 0o700);
  const path = join(folder, 'demo.sock');
  return {
    transport: 'unix',
    path,
    raw: `unix://${path}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Pipes have no folder; a name that nobody can guess stands for it. */
function pipe(): Place {
  const name = new Random(Math.floor(Math.random() * 2 ** 32)).hex(16);
  const path = `//./pipe/scalebook-demo-${process.pid}-${name}`;
  return { transport: 'npipe', path, raw: `npipe://${path}`, remove: () => undefined };
}
