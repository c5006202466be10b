import type { TargetRule } from '../../runbook/targetRule.js';

/** A rule's answer. A rule that cannot see is blind, which is never a number: it has no say but against shrinking. */
export type Proposal =
  | {
      readonly proposal: 'count';
      readonly rule: TargetRule['rule'];
      readonly metric: string;
      readonly value: number;
      /** What one replica is to carry, or the percent aimed at; the bound for `steps`. */
      readonly per: number;
      readonly replicas: number;
      /** What it would be if none of the replicas were at work; fewer only where those at work decide. */
      readonly ifIdle: number;
    }
  | { readonly proposal: 'blind'; readonly metric: string };

export type Count = Extract<Proposal, { proposal: 'count' }>;

export const blind = (metric: string): Proposal => ({ proposal: 'blind', metric });

export const isCount = (proposal: Proposal): proposal is Count => proposal.proposal === 'count';

/** The value, unless it is none: missing is not zero, and neither is NaN. */
export const knownValue = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) ? value : undefined;
