import fc from 'fast-check';
import { hostileTexts } from '../../unit/support/hostileTexts.js';

type Json = unknown;
type Change = readonly [place: number, way: 'replace' | 'remove' | 'rename' | 'add' | 'repeat', value: Json];

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '', 'a.b', '\u0000', '$(error)'];

const values: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, [], {}, '', 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, [[[[]]]], {
    a: { a: { a: {} } },
  }),
  fc.constantFrom<Json>(
    'x'.repeat(100_000),
    '$(error)[a](command:x)',
    '\u001b]52;c;?\u0007',
    '0001-01-01T00:00:00Z',
    'NaN',
  ),
  fc.constantFrom(...names),
  hostileTexts,
  fc.double({ noNaN: true }),
  // A key of its own, as JSON.parse makes it.
  fc
    .constantFrom('{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}')
    .map((text) => JSON.parse(text) as Json),
);

const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.tuple(fc.nat(10_000), fc.constantFrom('replace', 'remove', 'rename', 'add', 'repeat'), values),
  { minLength: 1, maxLength: 4 },
);

/** Real answers, each with something of it changed, left out, put in, named otherwise or there many times. */
export const mutated = (...answers: readonly Json[]): fc.Arbitrary<Json> =>
  fc.tuple(fc.constantFrom(...answers), changes).map(([answer, made]) =>
    made.reduce<Json>(
      // What is there many times is so once: a few times over it would be larger than any answer may be.
      (value, [place, way, put], index) => {
        const isFirst = made.findIndex((other) => other[1] === 'repeat') === index;
        return changed(value, [place, way === 'repeat' && !isFirst ? 'replace' : way, structuredClone(put)]);
      },
      structuredClone(answer),
    ),
  );

/** Of what is put there many times, characters. */
const mostRepeated = 4_000;

type Holder = Record<string, Json> | Json[];

function changed(whole: Json, [place, way, value]: Change): Json {
  const places = placesIn(whole);
  const found = places[place % (places.length + 1)];
  if (!found) return value;
  const { holder, key } = found;
  const entries = Object.entries(holder);
  const at = entries.findIndex(([name]) => name === key);
  const mine = entries[at]?.[1];
  if (way === 'replace') entries.splice(at, 1, [key, value]);
  else if (way === 'remove') entries.splice(at, 1);
  else if (way === 'rename') entries.splice(at, 1, [names[place % names.length] ?? '', mine]);
  else if (way === 'add') entries.push([names[place % names.length] ?? '', value]);
  else if (JSON.stringify(mine).length < mostRepeated)
    for (let index = 0; index < 100; index++) entries.push([`${key}${index}`, structuredClone(mine)]);
  if (Array.isArray(holder)) holder.splice(0, holder.length, ...entries.map(([, each]) => each));
  else {
    for (const name of Object.keys(holder)) Reflect.deleteProperty(holder, name);
    // As JSON.parse: any text can be a key of its own.
    for (const [name, each] of entries)
      Object.defineProperty(holder, name, { value: each, enumerable: true, configurable: true, writable: true });
  }
  return whole;
}

function placesIn(whole: Json): readonly { readonly holder: Holder; readonly key: string }[] {
  const places: { readonly holder: Holder; readonly key: string }[] = [];
  const open: Json[] = [whole];
  while (open.length > 0 && places.length < 20_000) {
    const holder = open.pop();
    if (typeof holder !== 'object' || holder === null) continue;
    for (const [key, value] of Object.entries(holder)) {
      places.push({ holder: holder as Holder, key });
      open.push(value);
    }
  }
  return places;
}
