// The queue in Redis. Waiting ids in one list, taken ids in another, one hash per job, counters and recent timings beside them.
import { randomUUID } from 'node:crypto';

const waiting = 'jobs:waiting';
const active = 'jobs:active';
const results = 'jobs:results';
const timings = 'jobs:timings';
const recentMs = 5 * 60 * 1000;
const keptTimings = 200;
const jobTtlSeconds = 24 * 3600;

/** @typedef {{ id: string, pdfType: string, enqueuedAt: number, startedAt: number }} TakenJob */

/** @param {string} id */
export const jobKey = (id) => `job:${id}`;

/** @param {any} redis */
export class JobQueue {
  constructor(redis) {
    this.redis = redis;
  }

  newId() {
    return randomUUID();
  }

  /** @param {string} id @param {{ pdfType: string, fileName: string }} job */
  async add(id, job) {
    await this.redis
      .multi()
      .hSet(jobKey(id), { ...job, status: 'waiting', enqueuedAt: String(Date.now()) })
      .expire(jobKey(id), jobTtlSeconds)
      .lPush(waiting, id)
      .exec();
  }

  /** Waits up to `seconds` for a job. Takes a connection of its own, because the wait blocks it.
   * @param {any} blocking @param {string} worker @param {number} seconds @returns {Promise<TakenJob | null>} */
  async take(blocking, worker, seconds) {
    const id = await blocking.blMove(waiting, active, 'RIGHT', 'LEFT', seconds);
    if (id === null) return null;
    const startedAt = Date.now();
    await this.redis.hSet(jobKey(id), { status: 'active', worker, startedAt: String(startedAt) });
    const job = await this.redis.hGetAll(jobKey(id));
    return { id, pdfType: job.pdfType ?? '', enqueuedAt: Number(job.enqueuedAt ?? startedAt), startedAt };
  }

  /** @param {TakenJob} job @param {string} worker @param {'completed' | 'failed'} status */
  async finish(job, worker, status) {
    const now = Date.now();
    const waitMs = Math.max(0, job.startedAt - job.enqueuedAt);
    const processingMs = now - job.startedAt;
    const result = { id: job.id, status, worker, waitMs, processingMs, finishedAt: now };
    await this.redis
      .multi()
      .lRem(active, 1, job.id)
      .hSet(jobKey(job.id), {
        status,
        worker,
        waitMs: String(waitMs),
        processingMs: String(processingMs),
        finishedAt: String(now),
      })
      .incr(`jobs:${status}`)
      .lPush(timings, `${now}:${waitMs}:${processingMs}`)
      .lTrim(timings, 0, keptTimings - 1)
      .lPush(results, JSON.stringify(result))
      .exec();
  }

  /** Puts a taken job back at the front. Only the caller that removes it from the active list may do so, so it never doubles.
   * @param {string} id */
  async giveBack(id) {
    const removed = await this.redis.lRem(active, 1, id);
    if (removed === 0) return false;
    await this.redis.multi().hSet(jobKey(id), { status: 'waiting', worker: '' }).rPush(waiting, id).exec();
    return true;
  }

  async counts() {
    const [waitingCount, activeCount, completed, failed] = await this.redis
      .multi()
      .lLen(waiting)
      .lLen(active)
      .get('jobs:completed')
      .get('jobs:failed')
      .exec();
    return {
      waiting: waitingCount,
      active: activeCount,
      completed: Number(completed ?? 0),
      failed: Number(failed ?? 0),
    };
  }

  /** The averages of the last five minutes; null when nothing ended in them. */
  async recentAverages() {
    const since = Date.now() - recentMs;
    const rows = (await this.redis.lRange(timings, 0, keptTimings - 1))
      .map((/** @type {string} */ row) => row.split(':').map(Number))
      .filter((/** @type {number[]} */ [at]) => at >= since);
    /** @param {number} column */
    const average = (column) =>
      rows.length === 0
        ? null
        : Math.round(
            rows.reduce((/** @type {number} */ sum, /** @type {number[]} */ row) => sum + row[column], 0) / rows.length,
          );
    return { avgWaitMs: average(1), avgProcessingMs: average(2) };
  }
}
