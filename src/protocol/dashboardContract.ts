import type { Table, TableChange } from './dashboardData.js';
import type { DashboardPage } from './dashboardPage.js';
import { command, notification } from './message.js';

/** What a person has chosen to look at; the page keeps it over a reload of the window. */
export interface DashboardLook {
  /** The stack's id. */
  readonly stack: string;
  /** The service's id. */
  readonly service: string;
  readonly range: 'now' | 'quarter' | 'hour';
  readonly isTable: boolean;
}

/** Between a dashboard and its host. */
export const dashboardContract = {
  /** The whole page with all of its figures: at first, and whenever something else is looked at. */
  show: notification<{
    readonly page: DashboardPage;
    readonly look: DashboardLook;
    /** By the id of a line, or of a replicas' metric. */
    readonly tables: Readonly<Record<string, Table>>;
  }>(),
  /** What has changed since then: of the figures only the new ones. */
  change: notification<{
    readonly page: DashboardPage;
    readonly changes: Readonly<Record<string, TableChange>>;
  }>(),
  /** The page listens, and wants to be shown what there is. */
  ready: command(),
  look: command<Omit<DashboardLook, 'stack'>>(),
  press: command<{ readonly button: string }>(),
};

export type DashboardContract = typeof dashboardContract;
