import type { Refusal } from '../../policy/decision.js';
import type { Metric } from '../../runbook/metric.js';
import type { LimitGuard } from '../connections/limitGuard.js';
import type { SwarmGuard } from '../swarm/swarmGuard.js';

export type Verdict = 'pass' | 'warn' | 'block';

/** A condition looked at before an operation, with its figures. Text in it is from files and engines: hostile. */
export type Guard =
  | {
      readonly guard: 'limits';
      readonly verdict: Verdict;
      readonly target: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly guard: 'in-runbook'; readonly verdict: 'block' }
  | {
      readonly guard: 'only-replica';
      readonly verdict: 'warn';
      /** A second one beside it is possible. */
      readonly canGrow?: true | undefined;
    }
  | { readonly guard: 'host-ports'; readonly verdict: 'pass' | 'block'; readonly ports: readonly number[] }
  | { readonly guard: 'container-name'; readonly verdict: 'block'; readonly name: string }
  | {
      readonly guard: 'static-address' | 'host-network' | 'mixed-definitions';
      readonly verdict: 'warn';
      readonly source: string;
    }
  | { readonly guard: 'shared-volumes'; readonly verdict: 'warn'; readonly volumes: readonly string[] }
  | {
      readonly guard: 'health-check';
      readonly verdict: 'pass' | 'warn';
      /** The service as its Swarm calls it; undefined for one of Compose. */
      readonly service?: string | undefined;
    }
  | { readonly guard: 'scaler'; readonly verdict: 'block'; readonly composeProblem: string }
  | HostGuard
  | ConnectionsGuard
  | ChangingGuard
  | DriftGuard
  | ProtectedContextGuard
  | CalmGuard
  | SwarmGuard
  | LimitGuard;

/** Room on the engine's machine for all new replicas of a plan together. Memory and disk in bytes, CPU in cores. */
export interface HostGuard {
  readonly guard: 'host-memory' | 'host-cpu' | 'host-disk';
  readonly verdict: Verdict;
  /** When most is needed. A part of which nothing is known is not in it. */
  readonly needed: number;
  readonly free: number | undefined;
  readonly total: number | undefined;
  /** No more than that is free. */
  readonly atMost: boolean;
  /** A service whose replicas ask for more cores than the machine has, which the engine refuses. */
  readonly refused: { readonly title: string; readonly cpus: number } | undefined;
  /** Titles of services of whose replicas it is not known what they need. */
  readonly unknown: readonly string[];
  /** Sentences why a part of the machine's state could not be told. */
  readonly problems: readonly string[];
  /** Lower counts of one service that would do. */
  readonly fits: readonly Fit[];
  /** Services that could make room first, one way that is enough; empty where none is. */
  readonly spared: readonly SparedService[];
}

/** The largest count of a service that is better than what the plan asks for, with everything else as planned. */
export interface Fit {
  /** Compose name. */
  readonly service: string;
  readonly title: string;
  readonly target: number;
}

/** A service that would go down to make room. */
export interface SparedService {
  /** Compose name. */
  readonly service: string;
  readonly title: string;
  readonly from: number;
  readonly to: number;
}

/** Database connections that a service may open with full pools, beside those of everybody else. */
export type ConnectionsGuard =
  | {
      readonly guard: 'connections';
      readonly verdict: Verdict;
      readonly known: true;
      /** Compose name. */
      readonly service: string;
      readonly title: string;
      readonly replicas: number;
      readonly perReplica: number;
      /** Of all replicas of the service. */
      readonly needed: number;
      readonly limit: number;
      /** Of everybody else, their pools full. */
      readonly others: number;
      /** Stay for administrators. */
      readonly reserved: number;
      /** The limit that is enough for this many replicas. */
      readonly raiseTo: number;
      /** The largest count that is better than the planned one; undefined where there is none above the present one. */
      readonly fit: number | undefined;
    }
  | {
      readonly guard: 'connections';
      readonly verdict: 'warn';
      readonly known: false;
      readonly service: string;
      readonly title: string;
      /** Why the database could not be asked, as the end of a sentence. May hold its words: hostile. */
      readonly problem: string;
      /** The database's Compose name. */
      readonly database?: string | undefined;
    };

/** Something else changes the service, or some of its replicas are between two states. */
export type ChangingGuard =
  | {
      readonly guard: 'changing';
      readonly verdict: 'block';
      readonly found: 'operation';
      /** Who holds the service, such as a window's folder; empty where it is this window. */
      readonly holder: string;
    }
  | {
      readonly guard: 'changing';
      readonly verdict: 'block' | 'warn';
      /** `restarting`: it ends by itself again and again, and the engine starts it anew each time. */
      readonly found: 'removing' | 'restarting' | 'starting';
      readonly replicas: readonly string[];
    };

/** What runs is not what the Compose file and the image's name stand for now. */
export interface DriftGuard {
  readonly guard: 'drift';
  readonly verdict: Verdict;
  /** The name of an image that the replicas were made of and that stands for another one, or for none, on the engine. */
  readonly image: { readonly name: string; readonly now: 'other' | 'gone' } | undefined;
  readonly file: FileDrift;
  /** New replicas are made by `docker compose`, which makes the present ones anew with them. */
  readonly byCompose: boolean;
}

/** `unknown`: the files are not on this machine, or Compose did not say. */
export type FileDrift = 'same' | 'differs' | 'unknown';

/** A context whose name has to be typed before anything changes there; blocks where nobody is there to type it. */
export interface ProtectedContextGuard {
  readonly guard: 'protected-context';
  readonly verdict: 'warn' | 'block';
  readonly context: string;
  readonly needsName: true;
}

/** Whether this is a time for fewer replicas: "Do NOT scale down if". */
export interface CalmGuard {
  readonly guard: 'calm';
  readonly verdict: Verdict;
  /** Compose name. */
  readonly service: string;
  /** False where nobody has looked long enough, or lately, to say. */
  readonly known: boolean;
  /** What speaks against it, the most telling first. */
  readonly against: readonly Against[];
  /** When that was so, wall time in ms. */
  readonly at: number;
}

export interface Against {
  readonly refusal: Refusal;
  /** The metric that it is about, as people know it. */
  readonly metric: Pick<Metric, 'id' | 'title' | 'unit' | 'group'> | undefined;
}
