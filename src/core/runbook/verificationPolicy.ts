/** How an answer tells which replica gave it. */
export type ServedBy =
  | { readonly by: 'json'; /** Names and indexes, such as `hostname`. */ readonly path: string }
  | { readonly by: 'header'; readonly name: string };

/** How one service is verified. */
export interface ServiceVerification {
  /** Asked by a program inside each replica, such as `http://localhost:3001/health`; undefined: not asked. */
  readonly insideUrl: string | undefined;
  /** Undefined: told by the replicas' own network counters. */
  readonly servedBy: ServedBy | undefined;
  /** How fast 95 of 100 answers have to be, ms; undefined where the runbook does not say. */
  readonly p95BelowMs: number | undefined;
  /** What the balancer calls it; undefined: it is not behind one. */
  readonly balancerName: string | undefined;
  /** An address whose answers need the database: asked before its connections are counted, as an idle pool has none. Undefined: not asked. */
  readonly databaseUrl: string | undefined;
}

export const balancerKinds = ['auto', 'traefik', 'haproxy'] as const;

/** Where the balancer tells of its servers. */
export interface Balancer {
  /** `auto`: Traefik's API is asked, and where there is none, HAProxy's statistics at the same address. */
  readonly kind: (typeof balancerKinds)[number];
  /** Of Traefik the address of its API, such as `http://localhost:8080`; of HAProxy the statistics page. */
  readonly url: string;
  /** Compose name. */
  readonly service: string;
}

/**
 * One request of a flow. Texts may hold `{{name}}`: what an earlier step captured, or `{{run}}`, a text unlike that of any other run. In an
 * address only after the host, so that no answer can send a request elsewhere.
 */
export interface FlowStep {
  readonly title: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FlowBody | undefined;
  readonly expect: FlowExpectation;
  /** Names and the JSON paths, or `header:name`, that they are taken from. */
  readonly capture: Readonly<Record<string, string>>;
  /** Asks again until it is as expected, at most this long, ms; 0: once. */
  readonly untilMs: number;
}

export type FlowBody =
  | { readonly as: 'json'; readonly text: string }
  | { readonly as: 'form'; readonly fields: Readonly<Record<string, string>>; readonly file: FlowFile | undefined };

/** A file that is sent along; made up by Scalebook, so that nothing of this machine leaves it. */
export interface FlowFile {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  /** `pdf` is a small valid one. */
  readonly content: 'pdf' | { readonly text: string };
}

export interface FlowExpectation {
  readonly statuses: readonly number[];
  /** JSON paths and what stands there, as text; `*` is anything but nothing. */
  readonly json: Readonly<Record<string, string>>;
}

/** Something that people do with the product. */
export interface Flow {
  readonly id: string;
  readonly title: string;
  /** Compose names of the services that it goes through. */
  readonly services: readonly string[];
  readonly steps: readonly FlowStep[];
}

/** A session made with the first step is asked for with the second, of every replica that answers. */
export interface SessionCheck {
  /** Compose name of the service that keeps it. */
  readonly service: string;
  readonly create: FlowStep;
  readonly read: FlowStep;
}

/** Which alerts count. */
export interface AlertPolicy {
  /** Names of those that count for nothing. */
  readonly ignore: readonly string[];
  /** Labels that an alert has to have, each with its value; empty: it need have none. */
  readonly match: Readonly<Record<string, string>>;
}

/** What a verification asks beside the replicas. */
export interface VerificationPolicy {
  readonly services: Readonly<Record<string, ServiceVerification>>;
  readonly balancer: Balancer | undefined;
  readonly flows: readonly Flow[];
  readonly session: SessionCheck | undefined;
  readonly alertmanagerUrl: string | undefined;
  readonly grafanaUrl: string | undefined;
  readonly alerts: AlertPolicy;
  /** CPU and memory of each replica have to stay below, percent of its limit. */
  readonly usageBelowPercent: number;
  /** Requests that a test of evenness sends at least, for each replica. */
  readonly requestsPerReplica: number;
  /** How long the queue is looked at, ms, and how often. */
  readonly queueWindowMs: number;
  readonly queueEveryMs: number;
  /** Lines of a log that tell of an exhausted pool; words, not patterns: none of a file's patterns is ever run. */
  readonly exhaustionWords: readonly string[];
  /** Lines of a log that tell of an error. */
  readonly errorWords: readonly string[];
}

/** Undefined for a service of which the runbook says nothing. */
export const verificationOf = (
  policy: Pick<VerificationPolicy, 'services'>,
  service: string,
): ServiceVerification | undefined => (Object.hasOwn(policy.services, service) ? policy.services[service] : undefined);
