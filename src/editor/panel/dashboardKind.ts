import * as z from 'zod/mini';
import { dashboardRanges, type DashboardRange } from '../../core/dashboard/range.js';
import { dashboardContract, type DashboardContract } from '../../protocol/dashboardContract.js';
import type { PageKind } from './pagePanel.js';

/** What is looked at. */
export interface DashboardChoice {
  readonly stack: string;
  /** Empty: whichever needs most attention. */
  readonly service: string;
  readonly range: DashboardRange;
  readonly isTable: boolean;
}

/** Ids have names of projects and services in them. */
const id = z.string().check(z.maxLength(500));
const choice = { service: id, range: z.enum(dashboardRanges), isTable: z.boolean() };

/** The page of a dashboard. */
export const dashboardKind: PageKind<DashboardContract> = {
  contract: dashboardContract,
  shapes: {
    ready: z.null(),
    look: z.strictObject(choice),
    press: z.strictObject({ button: z.string().check(z.maxLength(40)) }),
  },
  files: 'dashboard',
};

const state = z.object({ stack: id, ...choice });

/** What a page showed, by what it kept over a reload; undefined where it kept nothing that can be read. */
export function choiceOfState(kept: unknown): DashboardChoice | undefined {
  const read = state.safeParse(kept);
  return read.success ? read.data : undefined;
}
