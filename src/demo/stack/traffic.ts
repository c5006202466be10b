import type { Container } from '../containers/container.js';
import type { ApiShape } from '../load/apiReplica.js';
import { connectionPools, type Pools } from '../load/connectionPools.js';
import type { Load } from '../load/demand.js';
import type { Random } from '../load/random.js';
import { responsesOf, type Stage } from '../load/responseTime.js';
import { ApiService, sharesOf, type Others } from './apiService.js';
import { foreignConnections, poolSize, reservedConnections } from './database.js';
import { RequestWindow } from './requestWindow.js';
import { teamService } from './teamServices.js';

/** Who is there to answer, at one moment. */
export interface Present {
  readonly frontends: readonly Container[];
  /** Those that serve, and those that run and so have connections open. */
  readonly backends: readonly Container[];
  readonly runningBackends: readonly Container[];
  /** Everything comes through it, a page's own questions to the backend as well. */
  readonly balancer: boolean;
  readonly database: boolean;
  readonly maxConnections: number;
  /** Share of the backend's requests that sticks to the first. */
  readonly stickyShare: number;
}

/** Of a request's time at the database, what the database works. */
const databaseWorkMs = 6;
const databaseCores = 2;
/** A page that has no answer of the backend by then is shown without. */
const pagePatienceMs = 5000;

const closed: Pools = { each: [], open: 0, inUse: 0, heldMs: 0, utilisation: 0 };

/** The requests on their way: through the balancer to pages and backend, and from there to the database. */
export class Traffic {
  readonly frontend: ApiService;
  readonly backend: ApiService;
  pools: Pools = closed;
  /** How long requests waited for a connection lately. */
  connectionWaits = new RequestWindow();
  private readonly shapes = { frontend: shapeOf('frontend'), backend: shapeOf('backend') };

  constructor(random: Random) {
    this.frontend = new ApiService(this.shapes.frontend, random);
    this.backend = new ApiService(this.shapes.backend, random);
  }

  clear(): void {
    this.frontend.clear();
    this.backend.clear();
    this.connectionWaits = new RequestWindow();
  }

  /** Of the jobs that people want, the share that reaches the queue: each is a request to the backend. */
  acceptedShare({ balancer }: Present): number {
    return balancer ? this.backend.servedShare : 0;
  }

  step(load: Load, present: Present, seconds: number, modelMs: number): void {
    const { backends, balancer, stickyShare } = present;
    // Every page that is made asks the backend once; the others are asked for by those who have a page already.
    const missing = load.frontendRequests * (1 - this.frontend.servedShare);
    const requests = balancer ? Math.max(0, load.backendRequests - missing) : 0;
    const rates = sharesOf(backends, stickyShare).map((share) => share * requests);
    this.pools = this.poolsOf(rates, present);
    this.waited(rates, modelMs);
    const others = (index: number): readonly Others[] => [this.connectionOf(index, present.database)];
    this.backend.step(backends, { requests, stickyShare, others }, seconds, modelMs);
    const pages = this.pageParts();
    const asked = balancer ? load.frontendRequests : 0;
    this.frontend.step(present.frontends, { requests: asked, stickyShare: 0, others: () => pages }, seconds, modelMs);
  }

  /** Those that run and get no requests have their connections open nevertheless. */
  private poolsOf(rates: readonly number[], { database, maxConnections, runningBackends }: Present): Pools {
    if (!database) return closed;
    const idle = Math.max(0, runningBackends.length - rates.length);
    return connectionPools({
      maxConnections,
      reserved: reservedConnections,
      foreign: foreignConnections,
      pool: poolSize,
      rates: [...rates, ...Array.from({ length: idle }, () => 0)],
      heldMs: this.shapes.backend.otherMs,
      workMs: databaseWorkMs,
      cores: databaseCores,
    });
  }

  private waited(rates: readonly number[], modelMs: number): void {
    const requests = rates.reduce((sum, rate) => sum + rate, 0);
    const responses = this.pools.each.map(({ fixedMs, wait }, index) =>
      responsesOf(rates[index] ?? 0, fixedMs, [wait], Infinity),
    );
    this.connectionWaits.add({ requests, errors: 0, timedOut: 0, responses }, modelMs);
  }

  private connectionOf(index: number, database: boolean): Others {
    const pool = this.pools.each[index];
    const { heldMs } = this.pools;
    // Without a database every request fails, and at once.
    if (!database || !pool) return { share: 1, failing: 1, fixedMs: 0, stages: [] };
    const { refused, fixedMs, wait } = pool;
    return { share: 1, failing: refused, fixedMs, stages: [wait, always(heldMs)] };
  }

  /** What a page needs besides its own processor time: as long as the backend's answer takes, of which it takes what it gets. */
  private pageParts(): readonly Others[] {
    const own = always(this.shapes.frontend.otherMs);
    const { answers } = this.backend;
    if (answers.length === 0) return [{ share: 1, failing: 0, fixedMs: 0, stages: [own] }];
    return answers.map(({ share, fixedMs, meanMs }) => ({
      share,
      failing: 0,
      fixedMs: Math.min(pagePatienceMs, fixedMs),
      stages: fixedMs >= pagePatienceMs ? [own] : [own, always(meanMs)],
    }));
  }
}

const always = (meanMs: number): Stage => ({ chance: 1, meanMs });

function shapeOf(name: string): ApiShape {
  const shape = teamService(name)?.api;
  if (!shape) throw new Error(`${name} answers no requests`);
  return shape;
}
