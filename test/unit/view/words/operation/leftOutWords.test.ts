import assert from 'node:assert/strict';
import { leftOutText } from '../../../../../src/view/words/operation/leftOutWords.js';

describe('what of a selection is left out', () => {
  it('is named with its stack', () => {
    assert.equal(
      leftOutText('blog', [{ title: 'Web', stack: 'shop' }]),
      'A plan is of one stack: Web of shop is not in this one, which is of blog. Plan it by itself.',
    );
    assert.equal(
      leftOutText('blog', [
        { title: 'Web', stack: 'shop' },
        { title: 'Jobs', stack: 'other' },
      ]),
      'A plan is of one stack: Web of shop and Jobs of other are not in this one, which is of blog. Plan them by themselves.',
    );
  });

  it('is cut where it is long, and is one line whatever it is called', () => {
    const many = Array.from({ length: 5 }, (_, index) => ({ title: `s${index}\n`, stack: 'shop' }));
    const text = leftOutText('a\nb', many);
    assert.match(text, /^A plan is of one stack: s0 of shop, s1 of shop, s2 of shop and 2 more are not in this one/);
    assert.doesNotMatch(text, /\n/);
  });
});
