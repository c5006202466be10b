// Uploads become jobs: a row in PostgreSQL, an id on the queue.
import { Refusal } from '../shared/refusal.js';
import { jobKey } from '../shared/jobQueue.js';
import { settings } from '../shared/settings.js';
import { readUploadForm } from './uploadForm.js';

/**
 * @param {any} redis @param {import('../shared/jobQueue.js').JobQueue} queue
 * @param {{ query: (sql: string, values?: unknown[]) => Promise<any[]> }} database
 * @returns {Record<string, import('../shared/httpService.js').Handler>}
 */
export function jobRoutes(redis, queue, database) {
  return {
    'POST /api/upload': async ({ request }) => {
      const upload = await readUploadForm(request);
      const jobId = queue.newId();
      await database.query(
        `INSERT INTO uploads (id, file_name, pdf_type, size_bytes, sha256, accepted_by)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
        [jobId, upload.fileName, upload.pdfType, upload.sizeBytes, upload.sha256, settings.hostname],
      );
      await queue.add(jobId, { pdfType: upload.pdfType, fileName: upload.fileName });
      return { status: 202, body: { jobId, status: 'waiting' } };
    },

    'GET /api/jobs/metrics': async () => ({ body: { ...(await queue.counts()), ...(await queue.recentAverages()) } }),

    'GET /api/jobs/:id': async ({ params }) => {
      const [row] = await database.query(
        `SELECT id AS "jobId", status, file_name AS "fileName", pdf_type AS "pdfType", size_bytes AS "sizeBytes",
                created_at AS "createdAt", finished_at AS "finishedAt", wait_ms AS "waitMs", processing_ms AS "processingMs",
                processed_by AS "processedBy"
         FROM uploads WHERE id = $1`,
        [params.id],
      );
      if (row === undefined) throw new Refusal(404, 'There is no job with this id.');
      // The queue knows of a change before the table does.
      const live = await redis.hGet(jobKey(params.id), 'status');
      return { body: { ...row, status: live ?? row.status } };
    },
  };
}
