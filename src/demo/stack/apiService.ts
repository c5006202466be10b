import type { Container } from '../containers/container.js';
import { stepApi, waitBefore, type ApiShape } from '../load/apiReplica.js';
import type { Random } from '../load/random.js';
import { givenUp, meanOf, responsesOf, type Responses, type Stage } from '../load/responseTime.js';
import { RequestWindow } from './requestWindow.js';

/** What a request needs besides a processor, such as a connection of the database. */
export interface Others {
  /** Of all requests, those for which it is like this: from 0 to 1. */
  readonly share: number;
  /** Of these, those that end in an error: from 0 to 1. */
  readonly failing: number;
  readonly fixedMs: number;
  readonly stages: readonly Stage[];
}

export interface ApiMoment {
  /** Per second. */
  readonly requests: number;
  /** Share that one replica gets beyond its turn, from 0 to 1. */
  readonly stickyShare: number;
  /** By replica, in their order. */
  readonly others: (index: number) => readonly Others[];
}

/** A share of the answers of a service, and how long they take. */
export interface AnswerTime {
  readonly share: number;
  readonly fixedMs: number;
  readonly meanMs: number;
}

interface ReplicaState {
  /** Requests that wait, as chance has it. */
  readonly backlog: number;
  /** Requests that would wait if they came evenly. */
  readonly steady: number;
  readonly utilisation: number;
  readonly fixedMs: number;
  readonly wait: Stage;
}

const unused = { backlog: 0, steady: 0 };

/** A service that answers requests: each replica with what waits before it, and what was answered lately. */
export class ApiService {
  window = new RequestWindow();
  /** How its answers are now; none while nobody is there. */
  answers: readonly AnswerTime[] = [];
  /** Of the requests, those that are answered well now: from 0 to 1. */
  servedShare = 1;
  private replicas = new Map<string, ReplicaState>();
  private readonly onCore: Stage;

  constructor(
    private readonly shape: ApiShape,
    private readonly random: Random,
  ) {
    this.onCore = { chance: 1, meanMs: shape.cpuMs };
  }

  /** Nobody waits, and nothing was answered yet. */
  clear(): void {
    this.window = new RequestWindow();
    this.replicas.clear();
    this.servedShare = 1;
  }

  step(serving: readonly Container[], moment: ApiMoment, seconds: number, modelMs: number): void {
    const { shape, random, onCore } = this;
    const before = this.replicas;
    this.replicas = new Map();
    const shares = sharesOf(serving, moment.stickyShare);
    let [requests, errors, timedOut] = [0, 0, 0];
    const responses: Responses[] = [];
    this.answers = serving.flatMap(({ id }, index) => {
      const share = shares[index] ?? 0;
      const rate = moment.requests * share;
      const { backlog, steady } = before.get(id) ?? unused;
      const step = stepApi(shape, backlog, random.poisson(rate * seconds), seconds);
      const even = stepApi(shape, steady, rate * seconds, seconds).backlog;
      const { fixedMs, wait } = waitBefore(shape, even, rate);
      this.replicas.set(id, { backlog: step.backlog, steady: even, utilisation: step.utilisation, fixedMs, wait });
      requests += step.served + step.timedOut;
      timedOut += step.timedOut;
      errors += step.timedOut;
      return moment.others(index).map((others): AnswerTime => {
        const stages = [wait, onCore, ...others.stages];
        const all = responsesOf(step.served * others.share, fixedMs + others.fixedMs, stages, shape.timeoutMs);
        const late = all.count * givenUp(all);
        timedOut += late;
        errors += late + (all.count - late) * others.failing;
        responses.push(all);
        return { share: share * others.share, fixedMs: all.fixedMs, meanMs: meanOf(stages) };
      });
    });
    if (serving.length === 0) {
      // The balancer answers for them: nobody is there.
      requests = random.poisson(moment.requests * seconds);
      errors = requests;
    }
    this.servedShare = serving.length === 0 ? 0 : requests > 0 ? 1 - errors / requests : 1;
    this.window.add({ requests, errors, timedOut, responses }, modelMs);
  }

  utilisationOf(id: string): number {
    return this.replicas.get(id)?.utilisation ?? 0;
  }

  backlogOf(id: string): number {
    return this.replicas.get(id)?.backlog ?? 0;
  }

  /** How long one look at a replica's health takes now, ms. */
  answerMs(id: string, random: Random): number {
    const replica = this.replicas.get(id);
    if (!replica) return 1;
    const { fixedMs, wait } = replica;
    const waits = random.next() < wait.chance ? random.exponential(wait.meanMs) : 0;
    // It asks for less than what people ask for.
    return fixedMs + waits + random.exponential((this.shape.cpuMs + this.shape.otherMs) / 4);
  }
}

/** Evenly, but for what sticks to the first. */
export function sharesOf(serving: readonly Container[], stickyShare: number): readonly number[] {
  const evenly = (1 - stickyShare) / Math.max(1, serving.length);
  return serving.map((_, index) => evenly + (index === 0 ? stickyShare : 0));
}
