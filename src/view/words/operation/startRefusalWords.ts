import type { StartRefusal } from '../../../core/operation/plan/startRefusal.js';
import { oneLine } from '../../markdown.js';
import { holderWords } from './operationProblemText.js';
import type { Way } from '../ways.js';

/** What is said where a plan could not be begun; empty where nobody is there any more to read it. */
export function startRefusalText(refusal: StartRefusal): string {
  switch (refusal.reason) {
    case 'busy':
      return `${oneLine(refusal.title)} is being changed already, by ${holderWords(refusal.holder)}. Nothing was started; wait for it to end, or cancel it there.`;
    case 'journal':
      return `The journal could not be written (${detailWords(refusal.detail)}), so nothing was started. Make room on the disk, then try again.`;
    case 'locks':
      return `Other windows could not be kept from changing the same (${detailWords(refusal.detail)}), so nothing was started. Make room on this machine’s disk, or look at its rights, then try again.`;
    case 'context':
      return 'The Docker context has changed since the plan was made. Nothing was started; plan again.';
    case 'end-unkept':
      return 'What it came to could not be written to the journal, so the history has it as under way. Nothing more was done; make room on the disk, and Scalebook finds out what runs and writes it down.';
    case 'closed':
      return '';
  }
}

/** The buttons beside it. */
export const startRefusalWays = ({ reason }: StartRefusal): readonly Way[] => ways[reason];

const ways = {
  busy: ['Plan Again…', 'Show History'],
  journal: ['Plan Again…', 'Show Output'],
  locks: ['Plan Again…', 'Show Output'],
  context: ['Plan Again…', 'Choose Context'],
  'end-unkept': ['Show History', 'Show Output'],
  closed: [],
} as const satisfies Record<StartRefusal['reason'], readonly Way[]>;

const detailWords = (detail: string): string => oneLine(detail).replace(/\.$/, '');
