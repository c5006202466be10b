/** The bundle that reads checklists: loaded with the first of them, because its parser weighs more than the rest. */
export { readChecklist } from './readChecklist.js';
