// The HTTP server all services share: routes, answers, metrics, and an end that loses no request.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { MetricsRegistry } from './metricsRegistry.js';
import { settings } from './settings.js';

/**
 * @typedef {{ status?: number, body?: unknown, html?: string, text?: string, headers?: Record<string, string> }} Answer
 * @typedef {{ request: import('node:http').IncomingMessage, url: URL, params: Record<string, string> }} Call
 * @typedef {(call: Call) => Answer | Promise<Answer>} Handler
 */

// Asked by balancers, health checks and Prometheus; in the histogram they would hide the users' own latency.
const unmeasured = new Set(['/ready', '/metrics']);
// While this file is there, a replica answers 500 to its health address, and is ready for its balancer all the same.
const faultFile = '/tmp/fault';

/**
 * @param {{ port: number, metrics?: MetricsRegistry, routes: Record<string, Handler>, health?: () => Record<string, unknown> }} options
 */
export function startHttpService({ port, metrics = new MetricsRegistry(), routes, health = () => ({}) }) {
  const state = { draining: false, startedAt: Date.now() };
  const duration = metrics.histogram('http_request_duration_seconds', 'Time to answer an HTTP request');
  const total = metrics.counter('http_requests_total', 'HTTP requests answered');

  const describe = () => ({
    status: state.draining ? 'stopping' : 'ok',
    hostname: settings.hostname,
    uptimeSeconds: Math.round((Date.now() - state.startedAt) / 1000),
    ...health(),
  });
  /** @type {Record<string, Handler>} */
  const all = {
    // A replica that stops is well, but wants no more requests: only the balancer's own question says so.
    'GET /health': () =>
      existsSync(faultFile) ? { status: 500, body: { ...describe(), status: 'faulty' } } : { body: describe() },
    'GET /ready': () => ({ status: state.draining ? 503 : 200, body: describe() }),
    'GET /metrics': async () => ({ text: await metrics.text() }),
    ...routes,
  };

  const server = createServer(async (request, response) => {
    const started = performance.now();
    const url = new URL(request.url ?? '/', 'http://service');
    const found = match(all, request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET'), url.pathname);
    const answer = found
      ? await answerOf(found.handler, { request, url, params: found.params })
      : { status: 404, body: { error: 'There is nothing at this address.' } };
    const status = answer.status ?? 200;
    send(response, answer, state.draining, request.method === 'HEAD');
    if (unmeasured.has(url.pathname)) return;
    const labels = { method: request.method ?? 'GET', route: found?.route ?? 'unknown', status: String(status) };
    total.add(labels);
    duration.observe((performance.now() - started) / 1000, labels);
  });
  // Longer than the balancer keeps an idle connection, so that it is never this side that closes one in use.
  server.keepAliveTimeout = 75_000;
  server.listen(port, () => console.log(`${settings.hostname} listens on ${port}`));

  return {
    /** Tells the balancer that it stops, serves on until the balancer has noticed, then lets the last requests end. */
    async drain() {
      state.draining = true;
      await new Promise((resolve) => setTimeout(resolve, settings.drainMs));
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
    },
  };
}

/** @param {Handler} handler @param {Call} call @returns {Promise<Answer>} */
async function answerOf(handler, call) {
  try {
    return await handler(call);
  } catch (error) {
    const status = Number(error?.status) || 500;
    if (status >= 500) console.error(`error: ${call.request.method} ${call.url.pathname}: ${error?.message}`);
    return { status, body: { error: status < 500 || error?.status ? error.message : 'The service failed to answer.' } };
  }
}

/** @param {Record<string, Handler>} routes @param {string} method @param {string} path */
function match(routes, method, path) {
  const parts = path.split('/');
  for (const [route, handler] of Object.entries(routes)) {
    const [routeMethod, routePath] = route.split(' ');
    const wanted = routePath.split('/');
    if (routeMethod !== method || wanted.length !== parts.length) continue;
    if (!wanted.every((part, index) => part.startsWith(':') || part === parts[index])) continue;
    const params = Object.fromEntries(
      wanted.flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), parts[index]]] : [])),
    );
    return { route: routePath, handler, params };
  }
  return undefined;
}

/** @param {import('node:http').ServerResponse} response @param {Answer} answer @param {boolean} draining @param {boolean} headOnly */
function send(response, answer, draining, headOnly) {
  const [type, content] =
    answer.html !== undefined
      ? ['text/html; charset=utf-8', answer.html]
      : answer.text !== undefined
        ? ['text/plain; version=0.0.4; charset=utf-8', answer.text]
        : ['application/json', `${JSON.stringify(answer.body ?? {})}\n`];
  response.writeHead(answer.status ?? 200, {
    'content-type': type,
    'content-length': Buffer.byteLength(content),
    'x-served-by': settings.hostname,
    ...(draining ? { connection: 'close' } : {}),
    ...answer.headers,
  });
  response.end(headOnly ? undefined : content);
}
