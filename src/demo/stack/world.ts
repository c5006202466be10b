import { addressOf, isServing, numberOf, serviceOf, type Container } from '../containers/container.js';
import type { ProgramHost } from '../containers/program.js';
import type { ContainerStore } from '../containers/containerStore.js';
import type { Pools } from '../load/connectionPools.js';
import { ordinaryLoad, type Load } from '../load/demand.js';
import { JobQueue } from '../load/jobQueue.js';
import type { Random } from '../load/random.js';
import type { ApiService } from './apiService.js';
import { Database } from './database.js';
import { projectName, teamService } from './teamServices.js';
import { Traffic, type Present } from './traffic.js';

/** A worker does six jobs in a minute. */
const workMs = 10_000;
const mebibyte = 1024 * 1024;
/** So much more or less of its core a worker uses from moment to moment. */
const unevenness = 0.03;

/** Of the memory that a worker has lost when the kernel ends it. */
const readBack = 0.65;

/** The runbook's stack under load: what its containers do, and what can be measured of it. */
export class World {
  load: Load = ordinaryLoad;
  readonly database = new Database();
  readonly queue: JobQueue;
  private readonly traffic: Traffic;
  /** Workers whose memory grows, by container, and what they have lost. */
  readonly leaked = new Map<string, number>();
  /** Replicas that do not become healthy, until they start anew. */
  readonly sick = new Set<string>();
  /** What the balancer has learned wrong it forgets with a start. */
  private balancerForgets = false;
  private jobCores = ordinaryLoad.jobCores;

  constructor(
    private readonly store: ContainerStore,
    private readonly random: Random,
    /** How much faster its time runs than the clock. */
    private readonly speed: number,
  ) {
    this.queue = new JobQueue(random, workMs);
    this.traffic = new Traffic(random);
  }

  get frontend(): ApiService {
    return this.traffic.frontend;
  }

  get backend(): ApiService {
    return this.traffic.backend;
  }

  get pools(): Pools {
    return this.traffic.pools;
  }

  /** Within which that share of all who needed a connection had one, ms; undefined where nobody did. */
  connectionWaitMs(share: number): number | undefined {
    return this.traffic.connectionWaits.percentileMs(share);
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
    return this.runs('postgres');
  }

  /** Where the queue is, and the sessions. */
  get storeIsUp(): boolean {
    return this.runs('redis');
  }

  /** The backend tells how long the queue is, as long as it can ask. */
  get queueIsKnown(): boolean {
    return this.storeIsUp && this.serving('backend').length > 0;
  }

  private runs(service: string): boolean {
    return this.containersOf(service).some(({ state }) => state === 'running');
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
    this.traffic.clear();
  }

  get stickyShare(): number {
    return this.balancerForgets ? 0 : this.load.stickyShare;
  }

  tick(seconds: number, modelMs: number): void {
    const { load } = this;
    this.jobCores = this.random.between(load.jobCores - unevenness, load.jobCores + unevenness);
    const present = this.present();
    this.traffic.step(load, present, seconds, modelMs);
    const jobs = load.jobsPerMinute * this.traffic.acceptedShare(present);
    if (this.storeIsUp) this.queue.add(this.random.poisson((jobs * seconds) / 60), modelMs);
    const workers = this.storeIsUp ? this.serving('pdf-worker') : [];
    this.queue.step(
      workers.map(({ id }) => id),
      modelMs,
    );
    this.leak(seconds);
    this.settleMemory();
  }

  private present(): Present {
    return {
      frontends: this.serving('frontend'),
      backends: this.serving('backend'),
      runningBackends: this.containersOf('backend').filter(({ state }) => state === 'running'),
      balancer: this.serving('traefik').length > 0,
      database: this.databaseIsUp,
      maxConnections: this.database.maxConnections,
      stickyShare: this.stickyShare,
    };
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
      if (container.memoryBytes >= service.memoryLimitBytes) this.kill(container);
    }
  }

  /** Who starts it again ends the leak; the kernel's start reads most of it back. */
  private kill(container: Container): void {
    const lost = this.leaked.get(container.id);
    this.store.killForMemory(container);
    if (lost !== undefined && container.state === 'running') this.leaked.set(container.id, lost * readBack);
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
        return this.queue.isBusy(id) ? this.jobCores : 0.02;
      case 'backend':
        return 0.01 + this.backend.utilisationOf(id) * 1.98;
      case 'frontend':
        return 0.005 + this.frontend.utilisationOf(id) * 0.99;
      case 'postgres':
        return 0.03 + this.pools.utilisation * 1.96;
      case 'traefik':
        return 0.01 + this.load.backendRequests * 0.001;
      default:
        return 0.02;
    }
  }
}

const isTeams = ({ labels }: Container): boolean => labels['com.docker.compose.project'] === projectName;
