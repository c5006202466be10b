import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { protectedContextGuards } from '../../../../../src/core/scaling/guards/protectedContext.js';
import { cpuMs } from '../../../support/cpuMs.js';

const isProtected = (name: string, ...patterns: readonly string[]): boolean =>
  protectedContextGuards(name, patterns).length > 0;

describe('protectedContextGuards', () => {
  it('is of the contexts that are named, whole and as they are', () => {
    assert.deepEqual(protectedContextGuards('prod', ['staging', ' prod ']), [
      { guard: 'protected-context', verdict: 'warn', context: 'prod', needsName: true },
    ]);
    for (const other of ['prod-eu', 'Prod', 'pro', 'xprod', '']) assert.equal(isProtected(other, 'prod'), false, other);
    assert.equal(isProtected('prod'), false);
    assert.equal(isProtected('', '', '  '), false);
  });

  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['prod-*', ['prod-', 'prod-eu', 'prod-*'], ['prod', 'my-prod-eu']],
    ['*-prod', ['eu-prod', '-prod'], ['eu-prod2', 'prod']],
    ['*', ['', 'anything'], []],
    ['a*b*c', ['abc', 'aXbYc', 'abbcc'], ['acb', 'ab', 'bc', 'abcd']],
    ['ab*ba', ['abba', 'abXba'], ['aba']],
    ['a.c', ['a.c'], ['abc']],
    ['(', ['('], ['a']],
  ];
  for (const [pattern, yes, no] of cases)
    it(`${pattern} is of ${yes.join(', ')} and not of ${no.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(
        yes.filter((name) => !isProtected(name, pattern)),
        [],
      );
      assert.deepEqual(
        no.filter((name) => isProtected(name, pattern)),
        [],
      );
    });

  it('agrees with a regular expression, whatever the pattern', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (name, pattern) => {
        fc.pre(pattern !== '');
        const parts = pattern.split('*').map((part) => part.replaceAll('.', '\\.'));
        assert.equal(isProtected(name, pattern), new RegExp(`^${parts.join('.*')}$`).test(name));
      }),
    );
  });

  it('takes no time for a pattern of many stars', () => {
    const tookMs = cpuMs(() => assert.equal(isProtected('a'.repeat(2000), `${'*a'.repeat(500)}b`), false));
    assert.ok(tookMs < 200, `${tookMs} ms`);
  });
});
