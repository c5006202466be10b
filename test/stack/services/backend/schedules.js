// What an ordinary request costs: some processor time and one statement, which may be told to hold its connection.
import { burnCpu } from '../shared/burnCpu.js';
import { settings } from '../shared/settings.js';

const longestHoldMs = 10_000;

/**
 * @param {{ query: (sql: string, values?: unknown[]) => Promise<any[]> }} database
 * @returns {Record<string, import('../shared/httpService.js').Handler>}
 */
export function scheduleRoutes(database) {
  return {
    'GET /api/schedules': async ({ url }) => {
      const holdMs = Math.min(longestHoldMs, Math.max(0, Number(url.searchParams.get('holdMs')) || 0));
      burnCpu(settings.requestCpuMs);
      const schedules = await database.query(
        `WITH held AS MATERIALIZED (SELECT pg_sleep($1::float8 / 1000))
         SELECT uploads.id AS "jobId", file_name AS "fileName", pdf_type AS "pdfType", status, created_at AS "createdAt"
         FROM held LEFT JOIN uploads ON true ORDER BY created_at DESC NULLS LAST LIMIT 20`,
        [holdMs],
      );
      return { body: { schedules: schedules.filter((row) => row.jobId !== null), servedBy: settings.hostname } };
    },
    // A way to raise the error rate on purpose.
    'GET /api/fault': () => ({ status: 500, body: { error: 'This address always fails.' } }),
  };
}
