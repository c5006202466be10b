import type { VerificationPage } from '../../protocol/verificationPage.js';
import { button } from '../pageButton.js';

/** In the place of a report that the journal does not have: its window was reloaded before it ended, or it is too long ago. */
export const lostPage: VerificationPage = {
  title: 'Verification',
  summary: {
    tone: 'unknown',
    text: 'This verification is not in the journal: its window was reloaded before it ended, or it is too long ago. Nothing of it is known; verify again.',
  },
  circumstances: [],
  progress: undefined,
  buttons: [button('verify-again', 'Verify Stack', 'Verify Stack', true)],
  groups: [],
  figures: undefined,
  watch: undefined,
};
