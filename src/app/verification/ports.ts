import type { Result } from '../../util/result.js';

/** What a verification needs from outside the engine. Every call is bounded in time and size, and follows no redirect. */

/** One request as a flow, a test of evenness or a probe sends it. */
export interface WebRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: WebBody | undefined;
  readonly timeoutMs: number;
  /** A connection of its own: a balancer that keeps a connection with one replica would else look sticky. */
  readonly freshConnection: boolean;
}

export type WebBody =
  | { readonly as: 'json'; readonly text: string }
  | {
      readonly as: 'form';
      readonly fields: Readonly<Record<string, string>>;
      readonly file:
        | { readonly field: string; readonly name: string; readonly type: string; readonly bytes: Uint8Array }
        | undefined;
    };

export interface WebAnswer {
  readonly status: number;
  readonly durationMs: number;
  /** Names in lower case. Hostile, as the text is. */
  readonly headers: Readonly<Record<string, string>>;
  /** At most 1 MB. */
  readonly text: string;
}

/** One server in a balancer's own list. */
export interface BalancerServer {
  /** As the balancer calls it, hostile. */
  readonly name: string;
  /** Address and port of the replica, such as `172.18.0.5:3001`; empty where the balancer tells none. */
  readonly address: string;
  readonly isUp: boolean;
  /** The balancer's own word for its state. */
  readonly state: string;
}

export interface BalancerService {
  /** Hostile. */
  readonly name: string;
  readonly servers: readonly BalancerServer[];
  /** It sends a client back to the server that it had before. */
  readonly isSticky: boolean;
}

/** An alert that fires. */
export interface FiringAlert {
  /** Hostile. */
  readonly name: string;
  /** Its labels as text, to tell two of one name apart. */
  readonly labels: string;
  readonly since: number | undefined;
  readonly from: 'prometheus' | 'alertmanager' | 'grafana';
}

/** The failure of each is the end of a sentence, without credentials; it may hold words of a server. */
export interface VerificationSources {
  send(request: WebRequest, signal: AbortSignal): Promise<Result<WebAnswer, string>>;
  traefikServices(url: string, signal: AbortSignal): Promise<Result<readonly BalancerService[], string>>;
  haproxyServices(url: string, signal: AbortSignal): Promise<Result<readonly BalancerService[], string>>;
  firingAlerts(
    from: FiringAlert['from'],
    url: string,
    authorization: string | undefined,
    signal: AbortSignal,
  ): Promise<Result<readonly FiringAlert[], string>>;
}
