import type { Random } from '../load/random.js';
import type { World } from './world.js';

/** More are forgotten, the oldest first. */
const mostKept = 500;
/** What a worker takes for a job on average, in the time of the model. */
const workMs = 10_000;

/** What people do with the demo's product, as far as a verification does it: uploads that are worked on, and sessions that all replicas share. */
export class Product {
  /** When each job is done, in the time of the model. */
  private readonly jobs = new Map<string, number>();
  private readonly sessions = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly random: Random,
  ) {}

  /** The new job's id. */
  upload(nowModelMs: number): string {
    const workers = Math.max(1, this.world.serving('pdf-worker').length);
    const id = this.random.hex(32);
    this.jobs.set(id, nowModelMs + (this.world.queue.waiting / workers + 1) * workMs);
    this.world.queue.add(1, nowModelMs);
    forget(this.jobs);
    return id;
  }

  /** Undefined for a job that is not known. */
  jobStatus(id: string, nowModelMs: number): 'waiting' | 'completed' | undefined {
    const doneAt = this.jobs.get(id);
    if (doneAt === undefined) return undefined;
    return doneAt <= nowModelMs && this.world.serving('pdf-worker').length > 0 ? 'completed' : 'waiting';
  }

  createSession(): string {
    const id = this.random.hex(32);
    this.sessions.add(id);
    forget(this.sessions);
    return id;
  }

  knowsSession(id: string): boolean {
    return this.sessions.has(id);
  }
}

function forget(kept: Map<string, unknown> | Set<string>): void {
  for (const key of kept.keys()) if (kept.size > mostKept) kept.delete(key);
}
