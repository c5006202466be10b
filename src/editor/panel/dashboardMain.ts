import { Dashboards, type DashboardsNeeds } from './dashboards.js';

/** The bundle's entry: dashboards, made when somebody opens one or a page comes back with its window. */
export const createDashboards = (needs: DashboardsNeeds): Dashboards => new Dashboards(needs);
