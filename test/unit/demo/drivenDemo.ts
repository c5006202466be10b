import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Demo } from '../../../src/demo/demo.js';

/** A Tuesday evening. */
const beginsAt = Date.UTC(2026, 8, 1, 18, 0);

/** A demo whose time stands still until it is told to go on. */
export class DrivenDemo {
  private constructor(
    readonly demo: Demo,
    /** Of its socket. */
    readonly path: string,
    private readonly time: { wall: number; monotonic: number },
    private readonly folder: string,
  ) {}

  static async open(speed = 1): Promise<DrivenDemo> {
    const time = { wall: beginsAt, monotonic: 0 };
    const clock = { now: () => time.wall, monotonic: () => time.monotonic, sleep: () => Promise.resolve() };
    const folder = mkdtempSync(join(tmpdir(), 'scalebook-driven-'));
    const path = join(folder, 'demo.sock');
    const demo = await Demo.open({ path, clock, seed: 1, speed, pulseMs: undefined });
    return new DrivenDemo(demo, path, time, folder);
  }

  /** Lets so much time of the clock go by, in steps as somebody who looks would. */
  goOn(minutes: number): void {
    for (let left = minutes * 60_000; left > 0; left -= 15_000) {
      const stepMs = Math.min(left, 15_000);
      this.time.wall += stepMs;
      this.time.monotonic += stepMs;
      this.demo.advance();
    }
  }

  /** Sets the wall clock, as people and time servers do. */
  setClock(byMs: number): void {
    this.time.wall += byMs;
  }

  async close(): Promise<void> {
    await this.demo.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
