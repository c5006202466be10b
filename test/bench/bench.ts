import type { Report } from './report.js';
import type { Shipped } from './shipped.js';

/** The engine of this machine, and the command that a user would type instead. */
export interface DockerHere {
  readonly cliPath: string;
  readonly env: NodeJS.ProcessEnv;
  readonly image: string;
  readonly composeVersion: string;
}

/** What every measurement gets. */
export interface Bench {
  /** How often each side of a slow measurement is taken; quick ones are taken more often. */
  readonly rounds: number;
  /** Aborted by Ctrl+C: no further sample begins, and what was made is removed. */
  readonly signal: AbortSignal;
  readonly report: Report;
  /** Begins on first use, since not every measurement needs it. */
  readonly docker: () => Promise<DockerHere>;
  readonly shipped: () => Promise<Shipped>;
}

export interface Measurement {
  readonly name: string;
  run(bench: Bench): Promise<void>;
}
