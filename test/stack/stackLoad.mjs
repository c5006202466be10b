import { setTimeout as sleep } from 'node:timers/promises';
import { Latencies } from './latencies.mjs';
import { loadAgent, requestCycle, send, upload } from './loadRequests.mjs';
import { stackAddresses } from './stackProject.mjs';
import { readQueue } from './stackQueue.mjs';

/**
 * @typedef {object} LoadOptions
 * @property {number} rps requests a second, at an even pace whatever the answers take
 * @property {number} jobs uploads, sent at the start
 * @property {number} minutes
 * @property {number} [holdMs] how long each list request holds a database connection
 * @property {AbortSignal} [signal] ends the load early; what is on its way is waited for
 * @property {(line: string) => void} [tell]
 *
 * @typedef {object} LoadSummary
 * @property {number} sent
 * @property {number} failed requests and uploads that ended in an error, a timeout or a status of 400 and above
 * @property {number} heldBack requests never sent because too many were unanswered
 * @property {number} uploaded
 * @property {number | undefined} p50Ms
 * @property {number | undefined} p95Ms
 * @property {number | undefined} p99Ms
 * @property {Record<string, number>} failures how many of each kind
 * @property {Record<string, number>} servedBy answers by replica
 */

const TICK_MS = 20;
const REPORT_MS = 5000;
const MOST_UNANSWERED = 400;
const UPLOADS_AT_ONCE = 8;

/**
 * @param {LoadOptions} options
 * @returns {Promise<LoadSummary>}
 */
export async function stackLoad({ rps, jobs, minutes, holdMs = 0, signal, tell = console.log }) {
  const addresses = stackAddresses();
  const cycle = requestCycle(addresses, holdMs);
  const agent = loadAgent();
  const overall = new Latencies();
  let window = new Latencies();
  /** @type {Set<Promise<void>>} */
  const unanswered = new Set();
  /** @type {Record<string, number>} */
  const failures = {};
  /** @type {Record<string, number>} */
  const servedBy = {};
  const count = { due: 0, sent: 0, failed: 0, heldBack: 0, uploaded: 0 };
  const startedAt = performance.now();
  const endsAt = startedAt + minutes * 60_000;

  /** @param {import('./loadRequests.mjs').Outcome} outcome */
  const note = (outcome) => {
    overall.add(outcome.ms);
    window.add(outcome.ms);
    if (outcome.servedBy) servedBy[outcome.servedBy] = (servedBy[outcome.servedBy] ?? 0) + 1;
    if (outcome.failure === undefined) return;
    count.failed += 1;
    failures[outcome.failure] = (failures[outcome.failure] ?? 0) + 1;
  };

  const uploads = Array.from({ length: Math.min(UPLOADS_AT_ONCE, jobs) }, async (_, lane) => {
    for (
      let number = lane;
      number < jobs && !signal?.aborted && performance.now() < endsAt;
      number += UPLOADS_AT_ONCE
    ) {
      count.sent += 1;
      const outcome = await upload(addresses.backend, agent, number);
      if (outcome.failure === undefined) count.uploaded += 1;
      note(outcome);
    }
  });

  const report = async () => {
    const p95 = window.quantile(0.95);
    window = new Latencies();
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const queue = await readQueue(addresses.backend);
    tell(
      `${String(seconds).padStart(4)} s  sent ${count.sent}  failed ${count.failed}  p95 ${inMs(p95)}  waiting ${queue?.waiting ?? 'unknown'}`,
    );
  };
  const reporting = setInterval(() => void report(), REPORT_MS);

  while (performance.now() < endsAt && !signal?.aborted) {
    const dueNow = Math.floor(((performance.now() - startedAt) / 1000) * rps);
    for (; count.due < dueNow; count.due += 1) {
      if (unanswered.size >= MOST_UNANSWERED) {
        count.heldBack += 1;
        continue;
      }
      count.sent += 1;
      const one = send(cycle[count.due % cycle.length] ?? addresses.backend, agent)
        .then(note)
        .finally(() => unanswered.delete(one));
      unanswered.add(one);
    }
    await sleep(TICK_MS);
  }
  clearInterval(reporting);
  await Promise.all([...uploads, ...unanswered]);
  agent.destroy();

  const summary = {
    sent: count.sent,
    failed: count.failed,
    heldBack: count.heldBack,
    uploaded: count.uploaded,
    p50Ms: overall.quantile(0.5),
    p95Ms: overall.quantile(0.95),
    p99Ms: overall.quantile(0.99),
    failures,
    servedBy,
  };
  tellSummary(summary, tell);
  return summary;
}

/**
 * @param {LoadSummary} summary
 * @param {(line: string) => void} tell
 */
function tellSummary(summary, tell) {
  tell(
    `Sent ${summary.sent} requests, ${summary.uploaded} of them accepted uploads; ${summary.failed} failed requests.`,
  );
  tell(`p50 ${inMs(summary.p50Ms)}, p95 ${inMs(summary.p95Ms)}, p99 ${inMs(summary.p99Ms)}.`);
  for (const [reason, times] of Object.entries(summary.failures)) tell(`  ${times} times: ${reason}`);
  if (summary.heldBack > 0)
    tell(`${summary.heldBack} requests were held back, because ${MOST_UNANSWERED} were unanswered.`);
  for (const [replica, answers] of Object.entries(summary.servedBy).sort()) tell(`  ${replica} answered ${answers}`);
}

/** @param {number | undefined} milliseconds */
function inMs(milliseconds) {
  return milliseconds === undefined
    ? 'unknown'
    : `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
}
