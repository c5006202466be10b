import fc from 'fast-check';

// What the parts of any runbook are made of.

const wordOf = (letters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(letters)), minLength, maxLength });
const alphanumeric = 'abcXYZ0123456789';

export const word = wordOf('abcdef012_', 1, 5);
export const id = fc
  .tuple(wordOf(alphanumeric, 1, 1), wordOf(`${alphanumeric}._-`, 0, 6))
  .map(([first, rest]) => `${first}${rest}`);
export const ids = (min: number, max: number) => fc.uniqueArray(id, { minLength: min, maxLength: max });
/** Full of what YAML takes for something else. */
export const line = fc.oneof(
  wordOf(` -?:,[]{}#&*!|>'"%@\`~=<0123456789.eE+xoytrnul/\\éß漢😀\u00A0\u2028\u200D`, 1, 12),
  fc.constantFrom(
    'null',
    'true',
    '~',
    '1',
    '0x1F',
    '.inf',
    '<<',
    '2026-09-01',
    '- a',
    'a: b',
    '# a',
    ' a ',
    '---',
    '...',
    '10m',
  ),
);
export const query = fc
  .array(line, { minLength: 1, maxLength: 3 })
  .map((lines) => lines.join('\n\t '))
  .filter((text) => /\S/.test(text));
export const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
export const few = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 3 });
export const ms = fc.oneof(
  fc.nat(5000),
  fc.nat(500).map((minutes) => minutes * 60_000),
  fc.nat(31_622_400_000),
);
export const value = fc.oneof(
  fc.integer({ min: -1000, max: 100_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
);
export const positive = fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 1e-6, max: 1e9, noNaN: true }));
export const scale = value.filter((factor) => factor !== 0);
export const url = fc
  .tuple(fc.constantFrom('http', 'https'), id, fc.integer({ min: 1, max: 65_535 }), wordOf('abc/@:%?=&#_-', 0, 8))
  .map(([scheme, host, port, path]) => `${scheme}://${host}:${port}${path === '' ? '' : `/${path}`}`);
export const of = <T>(all: readonly [T, ...T[]]) => fc.constantFrom(...all);
export const listOf = (names: readonly string[]) =>
  fc.oneof(fc.constant('all' as const), names.length === 0 ? fc.constant([]) : fc.subarray([...names]));
