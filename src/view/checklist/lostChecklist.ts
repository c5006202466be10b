import type { ChecklistPage } from '../../protocol/checklistPage.js';

/** In the place of a run that the journal does not have. */
export const lostChecklist: ChecklistPage = {
  version: 0,
  sections: [],
  marks: {
    head: {
      title: 'Checklist',
      circumstances: [],
      notices: [
        'This run is not in the journal of this workspace. Nothing of it is known; begin the checklist again from the sidebar.',
      ],
      buttons: [],
    },
    stages: [],
    items: [],
    fences: [],
  },
};
