// Jobs whose worker died without giving them back. Each worker keeps a heartbeat; what belongs to a silent one waits again.
import { jobKey } from '../shared/jobQueue.js';

const beatSeconds = 3;
const silentAfterSeconds = 15;

/** @param {any} redis @param {import('../shared/jobQueue.js').JobQueue} queue @param {string} worker */
export function watchOrphans(redis, queue, worker) {
  /** Jobs seen without an owner: between being taken and being signed they have none, so it takes two looks.
   * @type {Set<string>} */
  let unowned = new Set();

  async function look() {
    await redis.set(`worker:${worker}`, '1', { EX: silentAfterSeconds });
    /** @type {Set<string>} */
    const nowUnowned = new Set();
    for (const id of await redis.lRange('jobs:active', 0, -1)) {
      const owner = await redis.hGet(jobKey(id), 'worker');
      if (owner && (await redis.exists(`worker:${owner}`))) continue;
      if (owner || unowned.has(id)) await queue.giveBack(id);
      else nowUnowned.add(id);
    }
    unowned = nowUnowned;
  }

  const timer = setInterval(() => {
    look().catch(() => {});
  }, beatSeconds * 1000);
  return {
    /** Before the first job: what this same container held when it was killed is no longer in work. */
    async start() {
      for (const id of await redis.lRange('jobs:active', 0, -1)) {
        if ((await redis.hGet(jobKey(id), 'worker')) === worker) await queue.giveBack(id);
      }
      await look();
    },
    stop: () => clearInterval(timer),
  };
}
