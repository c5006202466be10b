import type { Container } from '../containers/container.js';
import { capacityPerSecond, stepApi, type ApiShape } from '../load/apiReplica.js';
import type { Random } from '../load/random.js';
import { responsesOf, type Responses } from '../load/responseTime.js';
import { RequestWindow } from './requestWindow.js';

export interface ApiMoment {
  /** Per second. */
  readonly requests: number;
  /** Share that one replica gets beyond its turn, from 0 to 1. */
  readonly stickyShare: number;
  /** Of the requests that are served, those that end in an error: from 0 to 1. */
  readonly failing: number;
}

interface ReplicaState {
  readonly backlog: number;
  readonly utilisation: number;
  readonly responses: Responses;
}

/** A service that answers requests: each replica with what waits before it, and what was answered lately. */
export class ApiService {
  window = new RequestWindow();
  private replicas = new Map<string, ReplicaState>();

  constructor(
    private readonly shape: ApiShape,
    private readonly random: Random,
  ) {}

  /** Nobody waits, and nothing was answered yet. */
  clear(): void {
    this.window = new RequestWindow();
    this.replicas.clear();
  }

  step(serving: readonly Container[], moment: ApiMoment, seconds: number, modelMs: number): void {
    const before = this.replicas;
    this.replicas = new Map();
    let [requests, errors, timedOut] = [0, 0, 0];
    const shares = sharesOf(serving, moment.stickyShare);
    for (const [index, { id }] of serving.entries()) {
      const rate = moment.requests * (shares[index] ?? 0);
      const arrived = this.random.poisson(rate * seconds);
      const step = stepApi(this.shape, before.get(id)?.backlog ?? 0, arrived, seconds);
      const failed = step.served * moment.failing;
      requests += step.served + step.timedOut;
      errors += failed + step.timedOut;
      timedOut += step.timedOut;
      const { cores, cpuMs, otherMs } = this.shape;
      const backlogMs = (step.backlog / capacityPerSecond(this.shape)) * 1000;
      const rates = { arrivals: rate, perCore: 1000 / cpuMs };
      const responses = responsesOf(step.served, cores, rates, cpuMs + otherMs, backlogMs);
      this.replicas.set(id, { backlog: step.backlog, utilisation: step.utilisation, responses });
    }
    if (serving.length === 0) {
      // The balancer answers for them: nobody is there.
      requests = this.random.poisson(moment.requests * seconds);
      errors = requests;
    }
    const responses = [...this.replicas.values()].map((replica) => replica.responses);
    this.window.add({ requests, errors, timedOut, responses }, modelMs);
  }

  utilisationOf(id: string): number {
    return this.replicas.get(id)?.utilisation ?? 0;
  }

  backlogOf(id: string): number {
    return this.replicas.get(id)?.backlog ?? 0;
  }

  /** How long one request to a replica takes now, ms. */
  answerMs(id: string, random: Random): number {
    const { responses } = this.replicas.get(id) ?? {};
    if (!responses) return 1;
    const waits = random.next() < responses.waitChance ? random.exponential(responses.waitMs) : 0;
    // A health check asks for less than what people ask for.
    return responses.backlogMs + waits + random.exponential(responses.serviceMs / 4);
  }
}

/** Evenly, but for what sticks to the first. */
export function sharesOf(serving: readonly Container[], stickyShare: number): readonly number[] {
  const evenly = (1 - stickyShare) / Math.max(1, serving.length);
  return serving.map((_, index) => evenly + (index === 0 ? stickyShare : 0));
}
