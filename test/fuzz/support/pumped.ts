import fc from 'fast-check';

/** A few characters, many times: what takes time by the square of its length is found by it. */
export const pumped = (pieces: readonly string[], most: number): fc.Arbitrary<string> => {
  const few = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
  const some = fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map((parts) => parts.join(''));
  return fc
    .tuple(some, few, fc.constantFrom(most / 100, most / 10, most), some)
    .map(([before, part, length, after]) => before + part.repeat(Math.ceil(length / part.length)) + after);
};
