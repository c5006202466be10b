// The API server.
import { jobRoutes } from './backend/jobs.js';
import { openDatabase } from './backend/database.js';
import { scheduleRoutes } from './backend/schedules.js';
import { sessionRoutes } from './backend/sessions.js';
import { startResultWriter } from './backend/resultWriter.js';
import { startHttpService } from './shared/httpService.js';
import { JobQueue } from './shared/jobQueue.js';
import { MetricsRegistry } from './shared/metricsRegistry.js';
import { onStop } from './shared/onStop.js';
import { connectRedis } from './shared/redisConnection.js';

const metrics = new MetricsRegistry();
const redis = await connectRedis();
const queue = new JobQueue(redis);
const database = openDatabase(metrics);
await database.query('SELECT 1');

metrics.gauge('queue_jobs_waiting', 'Jobs that wait for a worker', async () => (await queue.counts()).waiting);
metrics.gauge('queue_jobs_active', 'Jobs that a worker has taken', async () => (await queue.counts()).active);
metrics.gauge('queue_wait_seconds', 'Average wait of the jobs that ended lately', async () =>
  inSeconds((await queue.recentAverages()).avgWaitMs),
);
metrics.gauge('queue_processing_seconds', 'Average work of the jobs that ended lately', async () =>
  inSeconds((await queue.recentAverages()).avgProcessingMs),
);

const writer = startResultWriter(redis, database);
const service = startHttpService({
  port: 3001,
  metrics,
  routes: { ...jobRoutes(redis, queue, database), ...sessionRoutes(redis), ...scheduleRoutes(database) },
});

onStop(async () => {
  await service.drain();
  await writer.stop();
  await database.close();
  await redis.quit();
});

/** @param {number | null} milliseconds */
function inSeconds(milliseconds) {
  return milliseconds === null ? null : milliseconds / 1000;
}
