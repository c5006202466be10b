// The requests of the load: what a visitor asks for, spread over frontend and backend, and the upload form.
import { Agent, request } from 'node:http';

const TIMEOUT_MS = 15_000;

/** @typedef {{ ms: number, failure?: string, servedBy?: string }} Outcome */

/**
 * Ten requests that repeat: four pages, four lists, a queue reading and a health check.
 * @param {{ frontend: string, backend: string }} addresses
 * @param {number} holdMs how long the list holds its database connection
 */
export function requestCycle({ frontend, backend }, holdMs) {
  const page = `${frontend}/`;
  const list = `${backend}/api/schedules${holdMs > 0 ? `?holdMs=${holdMs}` : ''}`;
  return [page, list, page, list, `${backend}/api/jobs/metrics`, page, list, page, list, `${backend}/health`];
}

/** Connections that are kept and bounded, so that a long load uses up no ports. */
export function loadAgent() {
  return new Agent({ keepAlive: true, maxSockets: 400, maxFreeSockets: 64 });
}

/**
 * Sends one request and never throws: whatever goes wrong is the outcome's failure.
 * @param {string} url
 * @param {Agent} agent
 * @param {{ method?: string, headers?: Record<string, string>, body?: Buffer }} [options]
 * @returns {Promise<Outcome>}
 */
export function send(url, agent, { method = 'GET', headers = {}, body } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    /** @param {string} [failure] @param {string} [servedBy] */
    const end = (failure, servedBy) => {
      clearTimeout(timer);
      resolve({ ms: performance.now() - started, ...(failure ? { failure } : {}), ...(servedBy ? { servedBy } : {}) });
    };
    const call = request(url, { agent, method, headers }, (response) => {
      response.resume();
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        end(
          status >= 200 && status < 400 ? undefined : `status ${status}`,
          String(response.headers['x-served-by'] ?? ''),
        );
      });
      response.on('error', (error) => end(error.message));
    });
    const timer = setTimeout(() => call.destroy(new Error(`no answer in ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
    call.on('error', (error) => end(error.message));
    call.end(body);
  });
}

/**
 * @param {string} backend
 * @param {Agent} agent
 * @param {number} number tells the uploads apart
 */
export function upload(backend, agent, number) {
  const boundary = `scalebook-${number}-${Date.now()}`;
  const pdfType = ['WEEKLY', 'TEST', 'EXAM'][number % 3] ?? 'WEEKLY';
  const body = Buffer.from(
    [
      `--${boundary}`,
      'Content-Disposition: form-data; name="pdfType"',
      '',
      pdfType,
      `--${boundary}`,
      `Content-Disposition: form-data; name="file"; filename="schedule-${number}.pdf"`,
      'Content-Type: application/pdf',
      '',
      `%PDF-1.4\n${'schedule '.repeat(200)}`,
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(body.length),
  };
  return send(`${backend}/api/upload`, agent, { method: 'POST', headers, body });
}
