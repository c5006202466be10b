import * as fc from 'fast-check';

/** As JSON makes objects. */
export const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true });

export const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    'toString',
    'a\nb',
    '\u2028',
    '"}\n{"event":"ended"}',
    '\ud83d\ude80',
  ),
);
export const whole = fc.nat({ max: 10_000 });
export const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
export const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
export const few = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(value, { maxLength: 3 });
/** JSON does not tell -0 from 0. */
export const figureValue = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));
