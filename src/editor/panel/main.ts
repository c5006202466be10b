import { Reports, type ReportsNeeds } from './reports.js';

/** The bundle's entry: reports of verifications, made when somebody first verifies or a page comes back with its window. */
export const createReports = (needs: ReportsNeeds): Reports => new Reports(needs);
