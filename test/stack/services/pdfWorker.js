// The worker: takes one job at a time from the queue, and gives its job back if it is told to stop before the end.
import { startHttpService } from './shared/httpService.js';
import { JobQueue } from './shared/jobQueue.js';
import { MetricsRegistry } from './shared/metricsRegistry.js';
import { onStop } from './shared/onStop.js';
import { connectRedis } from './shared/redisConnection.js';
import { settings } from './shared/settings.js';
import { watchOrphans } from './worker/orphans.js';
import { processJob } from './worker/processJob.js';

// A job that needs less than this is finished after the signal; a longer one goes back to the queue.
const finishWithinMs = 5000;
const takeSeconds = 1;

const metrics = new MetricsRegistry();
const processing = metrics.histogram('job_processing_seconds', 'Time a worker spent on a job');
const redis = await connectRedis();
const blocking = await connectRedis();
const queue = new JobQueue(redis);
const orphans = watchOrphans(redis, queue, settings.hostname);
await orphans.start();

const interrupt = new AbortController();
let running = true;
let current = '';

const work = (async () => {
  while (running) {
    const job = await queue.take(blocking, settings.hostname, takeSeconds).catch(() => null);
    if (job === null) continue;
    current = job.id;
    const started = performance.now();
    try {
      await processJob(interrupt.signal);
      await queue.finish(job, settings.hostname, 'completed');
      processing.observe((performance.now() - started) / 1000);
    } catch (error) {
      if (interrupt.signal.aborted) await queue.giveBack(job.id);
      else
        await queue
          .finish(job, settings.hostname, 'failed')
          .catch(() => console.error(`Job ${job.id}: ${error.message}`));
    }
    current = '';
  }
})();

const service = startHttpService({ port: 5001, metrics, health: () => ({ job: current || null }), routes: {} });

onStop(async () => {
  running = false;
  const timer = setTimeout(() => interrupt.abort(), finishWithinMs);
  await Promise.all([work, service.drain()]);
  clearTimeout(timer);
  orphans.stop();
  await redis.del(`worker:${settings.hostname}`);
  await Promise.all([redis.quit(), blocking.quit()]);
});
