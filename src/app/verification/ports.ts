import type { BalancerService } from '../../core/verification/balancerService.js';
import type { AlertSource, FiringAlert } from '../../core/verification/firingAlert.js';
import type { Result } from '../../util/result.js';
import type { Credentials } from '../ports.js';

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

/** Who tells of alerts. */
export interface AlertServer {
  readonly url: string;
  readonly credentials: Credentials | undefined;
}

/** The failure of each is the end of a sentence, without credentials; it may hold words of a server. */
export interface VerificationSources {
  send(request: WebRequest, signal: AbortSignal): Promise<Result<WebAnswer, string>>;
  traefikServices(url: string, signal: AbortSignal): Promise<Result<readonly BalancerService[], string>>;
  haproxyServices(url: string, signal: AbortSignal): Promise<Result<readonly BalancerService[], string>>;
  /** What fires now. */
  firingAlerts(
    from: AlertSource,
    server: AlertServer,
    signal: AbortSignal,
  ): Promise<Result<readonly FiringAlert[], string>>;
  /** What fired so long ago (ms), as Prometheus remembers it by its own clock; it does not tell since when. */
  alertsAgo(server: AlertServer, agoMs: number, signal: AbortSignal): Promise<Result<readonly FiringAlert[], string>>;
}
