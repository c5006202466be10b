import type { SparedService } from './guard.js';

/** The service that a guard is of, and how many of it there are before the plan. */
export interface RemedyAbout {
  /** Compose name. */
  readonly service: string;
  readonly title: string;
  readonly from: number;
}

/** What a person can choose where a guard warns or blocks. */
export type Remedy =
  | { readonly remedy: 'fit-to'; readonly service: string; readonly title: string; readonly target: number }
  | { readonly remedy: 'raise-connections'; readonly to: number }
  /** Takes these services down before the others go up. */
  | { readonly remedy: 'free-room'; readonly spared: readonly SparedService[] }
  /** Restarts a service (Compose name) instead of what was planned. */
  | { readonly remedy: 'restart'; readonly service: string }
  /** Adds a replica instead of what was planned, so that one serves while the other restarts. */
  | { readonly remedy: 'scale-first'; readonly service: string; readonly title: string; readonly target: number }
  /** Starts the plan as it is, by the name that its context asks for. */
  | { readonly remedy: 'type-name'; readonly context: string }
  /** Lets the way of scaling be chosen: by a copy, or by Compose where there is nothing to copy. */
  | { readonly remedy: 'auto-scaler' }
  /** Makes the plan anew: what stands in the way may be over by now. */
  | { readonly remedy: 'look-again' }
  /** Says so when time alone has made it right. Wall time, ms. */
  | { readonly remedy: 'wait-until'; readonly at: number }
  /** Commands of the Docker CLI, to run one after the other, each as arguments with the program first. */
  | { readonly remedy: 'copy-command'; readonly commands: readonly (readonly string[])[] }
  /** Shows what the rules say of the service. */
  | { readonly remedy: 'explain'; readonly service: string }
  /** Of a service, by its Compose name. */
  | { readonly remedy: 'open-logs'; readonly service: string }
  | { readonly remedy: 'open-compose-file' }
  | { readonly remedy: 'open-runbook' }
  | { readonly remedy: 'show-history' };
