import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf } from '../../util/messageOf.js';
import type { FaultDesk } from '../faults/faultDesk.js';
import { lineOfResponse } from '../faults/faultLine.js';
import { urlOf } from '../engine/urlOf.js';
import type { Random } from '../load/random.js';
import type { DemoTime } from '../time.js';
import { sharesOf } from './apiService.js';
import { balancerList } from './balancerList.js';
import { Product } from './product.js';
import type { DemoPrometheus } from './prometheus.js';
import type { World } from './world.js';

/** No answer of the demo takes longer, ms. */
const slowest = 20_000;

/** What the stack itself answers: pages, health, the queue's figures, Prometheus. On a port of this machine that nobody else has. */
export class StackServer {
  private server: Server | undefined;
  private readonly product: Product;

  constructor(
    private readonly world: World,
    private readonly prometheus: DemoPrometheus,
    private readonly time: DemoTime,
    private readonly random: Random,
    private readonly advance: () => void,
    private readonly faults: FaultDesk,
  ) {
    this.product = new Product(world, random);
  }

  /** Answers the address that it is at. */
  open(): Promise<string> {
    const server = createServer((request, response) => {
      response.on('error', () => undefined);
      // What is sent is taken, and not looked at.
      request.on('error', () => undefined).resume();
      void this.serve(request, response);
    });
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    });
  }

  close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    server?.closeAllConnections();
    return new Promise((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = urlOf(request);
    if (!url) return void send(response, 400, { error: 'malformed request' });
    const asked = { method: request.method ?? 'GET', path: url.pathname };
    if (await this.faults.strikes(asked, lineOfResponse(response))) return;
    try {
      this.advance();
      await this.answer(`${request.method ?? ''} ${url.pathname}`, url, request.headers['x-session-id'], response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else send(response, 500, { error: messageOf(error) });
    }
  }

  private async answer(
    route: string,
    url: URL,
    session: string | readonly string[] | undefined,
    response: ServerResponse,
  ): Promise<void> {
    const fromBackend = (body: () => Answer): Promise<void> => this.fromReplica('backend', response, body);
    switch (route) {
      case 'GET /frontend/':
        return this.fromReplica('frontend', response, () => [200, { page: 'the demo has no pages' }]);
      case 'GET /backend/health':
        return fromBackend(() => [200, { status: 'ok' }]);
      case 'GET /backend/api/schedules':
        return fromBackend(() => [200, { schedules: [] }]);
      case 'GET /backend/api/jobs/metrics':
        if (!this.world.queueIsKnown) return void send(response, 503, { error: 'the queue does not answer' });
        return fromBackend(() => [200, this.jobs()]);
      case 'POST /backend/api/upload':
        return fromBackend(() => [202, { jobId: this.product.upload(this.time.model()), status: 'waiting' }]);
      case 'POST /backend/api/session':
        return fromBackend(() => [201, { sessionId: this.product.createSession() }]);
      case 'GET /backend/api/session':
        return fromBackend(() => this.session(String(session ?? '')));
      case 'GET /traefik/api/http/services':
        return void this.fromBalancer(response);
      case 'GET /prometheus/api/v1/alerts':
        return void this.alerts(response);
      case 'GET /prometheus/api/v1/query':
      case 'GET /prometheus/api/v1/query_range':
        return void this.fromPrometheus(url, response);
      default: {
        const [, job] = /^GET \/backend\/api\/jobs\/([0-9a-f]+)$/.exec(route) ?? [];
        if (job !== undefined) return fromBackend(() => this.job(job));
        send(response, 404, { error: 'the demo has nothing at this address' });
      }
    }
  }

  /** As the balancer would pass it on, and as long as the replica would take. */
  private async fromReplica(
    service: 'frontend' | 'backend',
    response: ServerResponse,
    answer: () => Answer,
  ): Promise<void> {
    if (this.world.serving('traefik').length === 0)
      return void send(response, 502, { error: 'the balancer is not there' });
    const serving = this.world.serving(service);
    const shares = sharesOf(serving, service === 'backend' ? this.world.stickyShare : 0);
    let chance = this.random.next();
    const chosen = serving.find((_, index) => (chance -= shares[index] ?? 0) < 0) ?? serving.at(-1);
    if (!chosen) return void send(response, 503, { error: 'no replica is ready' });
    const api = service === 'backend' ? this.world.backend : this.world.frontend;
    await this.time.sleepWall(Math.min(slowest, api.answerMs(chosen.id, this.random)));
    const hostname = chosen.id.slice(0, 12);
    const [status, body] = answer();
    send(response, status, { ...body, hostname }, { 'X-Served-By': hostname });
  }

  private job(jobId: string): Answer {
    const status = this.product.jobStatus(jobId, this.time.model());
    return status ? [200, { jobId, status }] : [404, { error: 'there is no job with this id' }];
  }

  private session(sessionId: string): Answer {
    return this.product.knowsSession(sessionId) ? [200, { sessionId }] : [401, { error: 'this session is unknown' }];
  }

  private fromBalancer(response: ServerResponse): void {
    if (this.world.serving('traefik').length === 0)
      return send(response, 503, { error: 'the balancer of the demo does not run' });
    send(response, 200, balancerList(this.world));
  }

  private jobs(): object {
    const { queue } = this.world;
    const averages = queue.averages();
    return {
      waiting: queue.waiting,
      active: queue.activeCount,
      avgWaitMs: averages?.waitMs ?? null,
      avgProcessingMs: averages?.workMs ?? null,
    };
  }

  /** It has no rules that would make an alert fire. */
  private alerts(response: ServerResponse): void {
    const isThere = this.world.serving('prometheus').length > 0;
    if (isThere) send(response, 200, { status: 'success', data: { alerts: [] } });
    else send(response, 503, { error: 'the Prometheus of the demo does not run' });
  }

  private fromPrometheus({ pathname, searchParams }: URL, response: ServerResponse): void {
    if (this.world.serving('prometheus').length === 0)
      return send(response, 503, { error: 'the Prometheus of the demo does not run' });
    const query = searchParams.get('query') ?? '';
    if (query.startsWith('ALERTS{'))
      return send(response, 200, { status: 'success', data: { resultType: 'vector', result: [] } });
    if (!this.prometheus.knows(query)) {
      const error = 'the Prometheus of the demo answers only the queries of the bundled runbook';
      return send(response, 422, { status: 'error', errorType: 'execution', error });
    }
    const text = (value: number): string => String(value);
    if (pathname.endsWith('/query')) {
      const value = this.prometheus.now(query);
      const result = value === undefined ? [] : [{ metric: {}, value: [this.time.now() / 1000, text(value)] }];
      return send(response, 200, { status: 'success', data: { resultType: 'vector', result } });
    }
    const [from, to] = ['start', 'end'].map((name) => Number(searchParams.get(name)) * 1000);
    const points = this.prometheus.range(query, from ?? 0, to ?? 0);
    const values = points.map(({ at, value }) => [at / 1000, text(value)]);
    const result = values.length === 0 ? [] : [{ metric: {}, values }];
    send(response, 200, { status: 'success', data: { resultType: 'matrix', result } });
  }
}

/** A status and what is said. */
type Answer = readonly [status: number, body: object];

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
