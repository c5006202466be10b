import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf } from '../../util/messageOf.js';
import type { FaultDesk } from '../faults/faultDesk.js';
import { lineOfResponse } from '../faults/faultLine.js';
import { urlOf } from '../engine/urlOf.js';
import type { Random } from '../load/random.js';
import type { DemoTime } from '../time.js';
import { sharesOf } from './apiService.js';
import type { DemoPrometheus } from './prometheus.js';
import type { World } from './world.js';

/** No answer of the demo takes longer, ms. */
const slowest = 20_000;

/** What the stack itself answers: pages, health, the queue's figures, Prometheus. On a port of this machine that nobody else has. */
export class StackServer {
  private server: Server | undefined;

  constructor(
    private readonly world: World,
    private readonly prometheus: DemoPrometheus,
    private readonly time: DemoTime,
    private readonly random: Random,
    private readonly advance: () => void,
    private readonly faults: FaultDesk,
  ) {}

  /** Answers the address that it is at. */
  open(): Promise<string> {
    const server = createServer((request, response) => {
      response.on('error', () => undefined);
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
      await this.answer(url, response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else send(response, 500, { error: messageOf(error) });
    }
  }

  private async answer(url: URL, response: ServerResponse): Promise<void> {
    switch (url.pathname) {
      case '/frontend/':
        return this.fromReplica('frontend', response, () => ({ page: 'the demo has no pages' }));
      case '/backend/health':
        return this.fromReplica('backend', response, () => ({ status: 'ok' }));
      case '/backend/api/jobs/metrics':
        if (!this.world.queueIsKnown) return void send(response, 503, { error: 'the queue does not answer' });
        return this.fromReplica('backend', response, () => this.jobs());
      case '/prometheus/api/v1/query':
      case '/prometheus/api/v1/query_range':
        return void this.fromPrometheus(url, response);
      default:
        send(response, 404, { error: 'the demo has nothing at this address' });
    }
  }

  /** As the balancer would pass it on, and as long as the replica would take. */
  private async fromReplica(
    service: 'frontend' | 'backend',
    response: ServerResponse,
    body: () => object,
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
    send(response, 200, { ...body(), hostname: chosen.id.slice(0, 12) });
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

  private fromPrometheus({ pathname, searchParams }: URL, response: ServerResponse): void {
    if (this.world.serving('prometheus').length === 0)
      return send(response, 503, { error: 'the Prometheus of the demo does not run' });
    const query = searchParams.get('query') ?? '';
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

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}
