import type { Random } from './random.js';

/** A job ended, with how long it waited and was worked on. */
interface Ended {
  readonly at: number;
  readonly waitMs: number;
  readonly workMs: number;
}

interface Active {
  readonly arrivedAt: number;
  readonly startedAt: number;
  readonly endsAt: number;
}

/** Averages are over the jobs that ended in this time, as the endpoint says. */
const averagedMs = 5 * 60_000;

/** More are refused, as a queue with a bound does: a demo left alone for a night must not fill the memory. */
const longest = 50_000;

const stages = 6;

/** Jobs that wait, first come first served, for workers that do one at a time. Times are those of the model. */
export class JobQueue {
  private waitingSince: number[] = [];
  private readonly active = new Map<string, Active>();
  private ended: Ended[] = [];
  /** When each worker had nothing more to do. */
  private readonly idleSince = new Map<string, number>();

  constructor(
    private readonly random: Random,
    /** Mean time that a worker takes for a job, ms. */
    private readonly workMs: number,
  ) {}

  get waiting(): number {
    return this.waitingSince.length;
  }

  get activeCount(): number {
    return this.active.size;
  }

  clear(): void {
    this.waitingSince = [];
    this.active.clear();
    this.ended = [];
  }

  isBusy(worker: string): boolean {
    return this.active.has(worker);
  }

  add(count: number, now: number): void {
    const room = Math.min(count, longest - this.waitingSince.length);
    for (let added = 0; added < room; added++) this.waitingSince.push(now);
  }

  /** Lets the workers work until `now`; a job whose worker is not there any more goes back to the front. */
  step(workers: readonly string[], now: number): void {
    const present = new Set(workers);
    for (const [worker, job] of this.active)
      if (!present.has(worker)) {
        this.active.delete(worker);
        this.waitingSince.unshift(job.arrivedAt);
      }
    for (const worker of this.idleSince.keys()) if (!present.has(worker)) this.idleSince.delete(worker);
    // Who has waited longest gets the next job, so that none works while the others only look on.
    const readyAt = (worker: string): number => this.active.get(worker)?.endsAt ?? this.idleSince.get(worker) ?? 0;
    for (const worker of [...workers].sort((a, b) => readyAt(a) - readyAt(b))) this.work(worker, now);
    this.ended = this.ended.filter(({ at }) => at > now - averagedMs);
  }

  private work(worker: string, now: number): void {
    let freeAt = now;
    const job = this.active.get(worker);
    if (job) {
      if (job.endsAt > now) return;
      this.active.delete(worker);
      const workMs = job.endsAt - job.startedAt;
      this.ended.push({ at: job.endsAt, waitMs: job.startedAt - job.arrivedAt, workMs });
      freeAt = job.endsAt;
      this.idleSince.set(worker, freeAt);
    }
    const arrivedAt = this.waitingSince.shift();
    if (arrivedAt === undefined) return;
    const startedAt = Math.max(freeAt, arrivedAt);
    this.active.set(worker, { arrivedAt, startedAt, endsAt: startedAt + this.duration() });
  }

  /** Several stages one after the other: less uneven than chance alone, as documents of much the same size are. */
  private duration(): number {
    let ms = 0;
    for (let stage = 0; stage < stages; stage++) ms += this.random.exponential(this.workMs / stages);
    return ms;
  }

  /** Undefined where no job ended lately. */
  averages(): { readonly waitMs: number; readonly workMs: number } | undefined {
    const count = this.ended.length;
    if (count === 0) return undefined;
    const sum = (of: (ended: Ended) => number): number => this.ended.reduce((all, ended) => all + of(ended), 0);
    return { waitMs: sum(({ waitMs }) => waitMs) / count, workMs: sum(({ workMs }) => workMs) / count };
  }
}
