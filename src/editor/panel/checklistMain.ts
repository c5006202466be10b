import { Checklists, type ChecklistsNeeds } from './checklists.js';

/** The bundle's entry: pages of checklists, made when somebody opens one or a page comes back with its window. */
export const createChecklists = (needs: ChecklistsNeeds): Checklists => new Checklists(needs);
