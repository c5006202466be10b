// Waits until every replica is healthy and both ports answer through the balancer.
import { setTimeout as sleep } from 'node:timers/promises';
import { stackAddresses } from './stackProject.mjs';

const HEALTHY_TIMEOUT_MS = 180_000;
const ANSWERS_IN_A_ROW = 3;

/**
 * @param {import('./stackCompose.mjs').StackCompose} compose
 * @param {(line: string) => void} tell
 */
export async function waitUntilReady(compose, tell) {
  const deadline = Date.now() + HEALTHY_TIMEOUT_MS;
  let said = '';
  for (;;) {
    const rows = await compose.replicas();
    const ready = rows.filter((row) => row.State === 'running' && row.Health === 'healthy');
    const missing = [...new Set(rows.filter((row) => !ready.includes(row)).map((row) => row.Service))];
    const line = `${ready.length} of ${rows.length} replicas healthy${missing.length > 0 ? `, waiting for ${missing.join(', ')}` : ''}.`;
    if (line !== said) tell(line);
    said = line;
    if (rows.length > 0 && missing.length === 0) break;
    if (Date.now() > deadline) {
      const logs = await compose.run('logs', '--no-color', '--no-log-prefix', '--tail', '15', ...missing);
      throw new Error(
        `The stack is not healthy after ${HEALTHY_TIMEOUT_MS / 1000} s. The last lines of ${missing.join(', ')}:\n${logs}`,
      );
    }
    await sleep(500);
  }
  const { frontend, backend } = stackAddresses(compose.env);
  for (const url of [`${frontend}/`, `${backend}/health`]) await waitUntilAnswering(url, deadline);
}

/** @param {string} url @param {number} deadline */
async function waitUntilAnswering(url, deadline) {
  for (let good = 0; good < ANSWERS_IN_A_ROW;) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(5000) }).then(
      (response) => response.ok,
      () => false,
    );
    good = ok ? good + 1 : 0;
    if (Date.now() > deadline) throw new Error(`${url} does not answer, although every replica is healthy.`);
    if (!ok) await sleep(250);
  }
}
