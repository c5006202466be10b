import type { EngineFailure } from '../connection/engineFailure.js';

/** Why there is no plan, or no verification. */
export type PlanFailure =
  | { readonly reason: 'engine'; readonly failure: EngineFailure }
  | { readonly reason: 'no-stack'; readonly stack: string }
  | { readonly reason: 'no-service'; readonly service: string };
