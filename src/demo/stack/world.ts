import { addressOf, isServing, numberOf, serviceOf, type Container } from '../containers/container.js';
import type { ProgramHost } from '../containers/program.js';
import type { ContainerStore } from '../containers/containerStore.js';
import { connectionPools, type Pools } from '../load/connectionPools.js';
import { ordinaryLoad, type Load } from '../load/demand.js';
import { JobQueue } from '../load/jobQueue.js';
import type { Random } from '../load/random.js';
import { ApiService } from './apiService.js';
import { Database, foreignConnections, poolSize, reservedConnections } from './database.js';
import { projectName, teamService } from './teamServices.js';

/** A worker does six jobs in a minute. */
const workMs = 10_000;
const mebibyte = 1024 * 1024;
/** Of its core, while a worker works on a job; a little more or less from moment to moment. */
const busyShare = { from: 0.62, to: 0.7 };

/** The runbook's stack under load: what its containers do, and what can be measured of it. */
export class World {
  load: Load = ordinaryLoad;
  readonly database = new Database();
  readonly queue: JobQueue;
  readonly frontend: ApiService;
  readonly backend: ApiService;
  pools: Pools;
  /** Workers whose memory grows, by container, and what they have lost. */
  readonly leaked = new Map<string, number>();
  /** Replicas that do not become healthy, until they start anew. */
  readonly sick = new Set<string>();
  /** What the balancer has learned wrong it forgets with a start. */
  private balancerForgets = false;
  private busyShare = busyShare.from;

  constructor(
    private readonly store: ContainerStore,
    private readonly random: Random,
    /** How much faster its time runs than the clock. */
    private readonly speed: number,
  ) {
    this.queue = new JobQueue(random, workMs);
    this.frontend = new ApiService(shapeOf('frontend'), random);
    this.backend = new ApiService(shapeOf('backend'), random);
    this.pools = this.poolsNow(1);
  }

  /** Of one service, by number. */
  containersOf(service: string): readonly Container[] {
    return this.store.all
      .filter((container) => serviceOf(container) === service && isTeams(container))
      .sort((a, b) => numberOf(a) - numberOf(b));
  }

  serving(service: string): readonly Container[] {
    return this.containersOf(service).filter(isServing);
  }

  get databaseIsUp(): boolean {
    return this.containersOf('postgres').some(({ state }) => state === 'running');
  }

  /** The addresses that the database sees its connections from. */
  get databaseClients(): readonly string[] {
    const running = this.containersOf('backend').filter(({ state }) => state === 'running');
    return running.map(addressOf);
  }

  /** The balancer sends requests evenly again, whatever the load says. */
  balancerStarted(): void {
    this.balancerForgets = true;
  }

  /** A scenario begins: nothing is forgotten yet. */
  clear(): void {
    this.balancerForgets = false;
    this.leaked.clear();
    this.sick.clear();
    this.database.reset();
    this.queue.clear();
  }

  get stickyShare(): number {
    return this.balancerForgets ? 0 : this.load.stickyShare;
  }

  tick(seconds: number, modelMs: number): void {
    const { load } = this;
    this.busyShare = this.random.between(busyShare.from, busyShare.to);
    const running = this.containersOf('backend').filter(({ state }) => state === 'running');
    this.pools = this.poolsNow(running.length);
    const failing = this.databaseIsUp ? this.pools.refused : 1;
    const even = { stickyShare: 0, failing: 0 };
    this.frontend.step(this.serving('frontend'), { requests: load.frontendRequests, ...even }, seconds, modelMs);
    const backend = { requests: load.backendRequests, stickyShare: this.stickyShare, failing };
    this.backend.step(this.serving('backend'), backend, seconds, modelMs);
    this.queue.add(this.random.poisson((load.jobsPerMinute * seconds) / 60), modelMs);
    const workers = this.serving('pdf-worker').map(({ id }) => id);
    this.queue.step(workers, modelMs);
    this.leak(seconds);
    this.settleMemory();
  }

  private poolsNow(replicas: number): Pools {
    return connectionPools({
      maxConnections: this.database.maxConnections,
      reserved: reservedConnections,
      foreign: foreignConnections,
      replicas,
      pool: poolSize,
      requests: this.load.backendRequests,
      heldMs: 120,
    });
  }

  /** By the clock, as the rules see it: at the pace of the load it would be over before they can tell that it grows. */
  private leak(seconds: number): void {
    for (const [id, lost] of this.leaked)
      this.leaked.set(id, lost + (this.load.leakBytesPerMinute * seconds) / this.speed / 60);
  }

  private settleMemory(): void {
    for (const container of this.store.all) {
      if (container.state !== 'running' || !isTeams(container)) continue;
      const service = teamService(serviceOf(container));
      if (!service) continue;
      container.memoryBytes = service.memoryBytes + this.inUse(container);
      if (container.memoryBytes >= service.memoryLimitBytes) {
        this.leaked.delete(container.id);
        this.store.killForMemory(container);
      }
    }
  }

  private inUse(container: Container): number {
    const { id } = container;
    switch (serviceOf(container)) {
      case 'pdf-worker':
        return (this.leaked.get(id) ?? 0) + (this.queue.isBusy(id) ? 70 * mebibyte : 0);
      case 'backend':
        return Math.min(250, this.backend.backlogOf(id) / 4) * mebibyte;
      case 'frontend':
        return Math.min(120, this.frontend.backlogOf(id) / 4) * mebibyte;
      case 'postgres':
        return this.pools.open * 2 * mebibyte;
      case 'redis':
        return this.queue.waiting * 2048;
      default:
        return 0;
    }
  }

  /** Cores that a container uses. */
  coresOf(container: ProgramHost): number {
    const { id } = container;
    switch (serviceOf(container)) {
      case 'pdf-worker':
        return this.queue.isBusy(id) ? this.busyShare : 0.02;
      case 'backend':
        return 0.01 + this.backend.utilisationOf(id) * 1.98;
      case 'frontend':
        return 0.005 + this.frontend.utilisationOf(id) * 0.99;
      case 'postgres':
        return 0.03 + this.load.backendRequests * 0.004;
      case 'traefik':
        return 0.01 + this.load.backendRequests * 0.001;
      default:
        return 0.02;
    }
  }
}

const isTeams = ({ labels }: Container): boolean => labels['com.docker.compose.project'] === projectName;

function shapeOf(name: string) {
  const shape = teamService(name)?.api;
  if (!shape) throw new Error(`${name} answers no requests`);
  return shape;
}
