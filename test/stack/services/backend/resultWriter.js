// Moves finished jobs from Redis into PostgreSQL, so that workers need no database connection of their own.

const batch = 50;
const pauseMs = 500;

/**
 * Two replicas may write the same result: the statement says the same thing twice, and each removes what it wrote.
 * @param {any} redis @param {{ query: (sql: string, values?: unknown[]) => Promise<any[]> }} database
 */
export function startResultWriter(redis, database) {
  let running = true;

  async function writeBatch() {
    /** @type {string[]} */
    const rows = await redis.lRange('jobs:results', -batch, -1);
    if (rows.length === 0) return 0;
    await database.query(
      `UPDATE uploads SET status = r.status, processed_by = r.worker, wait_ms = r."waitMs", processing_ms = r."processingMs",
              finished_at = to_timestamp(r."finishedAt" / 1000.0)
       FROM jsonb_to_recordset($1::jsonb)
            AS r(id text, status text, worker text, "waitMs" integer, "processingMs" integer, "finishedAt" bigint)
       WHERE uploads.id = r.id`,
      [`[${rows.join(',')}]`],
    );
    const removal = redis.multi();
    for (const row of rows) removal.lRem('jobs:results', -1, row);
    await removal.exec();
    return rows.length;
  }

  const loop = (async () => {
    while (running) {
      const written = await writeBatch().catch((error) => {
        console.error(`Results stay on the queue for now: ${error.message}`);
        return 0;
      });
      if (written < batch) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  })();

  return {
    async stop() {
      running = false;
      await loop;
    },
  };
}
