import assert from 'node:assert/strict';
import { commentAt } from '../../../../src/core/checklist/commentAt.js';

/** @param text with `|` where something is typed */
const at = (text: string): string => {
  const place = commentAt(text.replace('|', ''), text.indexOf('|'));
  if (!place) return 'nowhere';
  return `${place.at === 'id' ? place.key : 'key'} from ${place.from}${place.isClosed ? ', closed' : ''}`;
};

describe('what is typed in a comment behind a box', () => {
  for (const [text, expected] of [
    ['- [ ] a <!--|', 'key from 12'],
    ['- [ ] a <!-- |', 'key from 13'],
    ['- [ ] a <!-- ch| -->', 'key from 13, closed'],
    ['- [ ] a <!-- check: |', 'check from 20'],
    ['- [x] a <!-- action:op|en -->', 'action from 20, closed'],
    ['  1. [ ] a <!-- check: calm --> <!-- when: d|', 'when from 43'],
    ['> * [X] a <!-- when: |-->', 'when from 21, closed'],
    ['- [ ] a <!-- check: | <!-- when: up -->', 'check from 20'],
    ['- [ ] a <!-- check: calm -->|', 'nowhere'],
    ['- [ ] a <!-- owner: |', 'nowhere'],
    ['- [ ] a <!-- check: calm |', 'nowhere'],
    ['- [ ] a|', 'nowhere'],
    ['- a <!-- |', 'nowhere'],
    ['text <!-- check: |', 'nowhere'],
    ['- [ ] |<!-- check: calm -->', 'nowhere'],
  ] as const)
    it(`is ${expected} in ${text}`, () => assert.equal(at(text), expected));
});
