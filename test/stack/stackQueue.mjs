// The queue's figures, as the backend tells them.

/**
 * @typedef {{ waiting: number, active: number, completed: number, failed: number,
 *   avgWaitMs: number | null, avgProcessingMs: number | null }} QueueFigures
 */

/**
 * @param {string} backend
 * @returns {Promise<QueueFigures | undefined>}
 */
export async function readQueue(backend) {
  try {
    const response = await fetch(`${backend}/api/jobs/metrics`, { signal: AbortSignal.timeout(5000) });
    if (!response.ok) return undefined;
    return /** @type {QueueFigures} */ (await response.json());
  } catch {
    return undefined;
  }
}
