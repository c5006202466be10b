import { isRecord } from '../../../util/isRecord.js';

/** What a value is that does not have the shape asked for. */
export const misshapen: unique symbol = Symbol('misshapen');

/**
 * Makes a value of a type from a value of any, as JSON gives it, or says that it cannot. Only what the type has is taken over, and what JSON
 * left out because it was undefined is undefined again.
 */
export type Shape<T> = (value: unknown) => T | typeof misshapen;

/** Any text. */
export const text: Shape<string> = (value) => (typeof value === 'string' ? value : misshapen);

/** True or false. */
export const flag: Shape<boolean> = (value) => (typeof value === 'boolean' ? value : misshapen);

/** Left out where it is not so. */
export const oneOnly: Shape<true> = (value) => (value === true ? true : misshapen);

/** A finite number. */
export const number: Shape<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : misshapen;

/** A count, an index, a number of replicas. */
export const whole: Shape<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : misshapen;

/** The last moment that a date can be. */
const endOfTimeMs = 8.64e15;

/** Wall time in ms that can be shown as a date. */
export const time: Shape<number> = (value) =>
  typeof value === 'number' && value >= 0 && value <= endOfTimeMs ? value : misshapen;

/** One of these texts. */
export const oneOf =
  <T extends string>(...allowed: readonly T[]): Shape<T> =>
  (value) =>
    allowed.find((each) => each === value) ?? misshapen;

/** JSON has no undefined: in an object it leaves the key out, and of what is no number it makes null. */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value) =>
    value === undefined || value === null ? undefined : shape(value);

/** A list of which every item has the shape: one that has not makes the whole of another shape. */
export const listOf =
  <T>(shape: Shape<T>): Shape<readonly T[]> =>
  (value) => {
    if (!Array.isArray(value)) return misshapen;
    const items: T[] = [];
    for (const each of value as readonly unknown[]) {
      const item = shape(each);
      if (item === misshapen) return misshapen;
      items.push(item);
    }
    return items;
  };

/** A list of what has the shape; what has another is left out of it. */
export const knownOf =
  <T>(shape: Shape<T>): Shape<readonly T[]> =>
  (value) => {
    if (!Array.isArray(value)) return misshapen;
    return (value as readonly unknown[]).flatMap((each) => {
      const item = shape(each);
      return item === misshapen ? [] : [item];
    });
  };

/** Names with a value each. Any text can be a name, `__proto__` too, which then is a key like the others. */
export const namesWith =
  <T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  (value) => {
    if (!isRecord(value)) return misshapen;
    const entries: [string, T][] = [];
    for (const [name, each] of Object.entries(value)) {
      const item = shape(each);
      if (item === misshapen) return misshapen;
      entries.push([name, item]);
    }
    return Object.fromEntries(entries);
  };

/** An object with these fields, and without whatever else it had. */
export const object =
  <T extends object>(fields: { readonly [K in keyof T]-?: Shape<T[K]> }): Shape<T> =>
  (value) => {
    if (!isRecord(value)) return misshapen;
    const made: Partial<T> = {};
    for (const key of Object.keys(fields) as (keyof T & string)[]) {
      const item = fields[key](Object.hasOwn(value, key) ? value[key] : undefined);
      if (item === misshapen) return misshapen;
      made[key] = item;
    }
    return made as T;
  };

/** One of several types that a tag tells apart. A type that is not listed does not compile. */
export const tagged =
  <K extends string, T extends Readonly<Record<K, string>>>(
    tag: K,
    shapes: { readonly [V in T[K]]: Shape<T> },
  ): Shape<T> =>
  (value) => {
    if (!isRecord(value)) return misshapen;
    const name = Object.hasOwn(value, tag) ? value[tag] : undefined;
    return typeof name === 'string' && Object.hasOwn(shapes, name) ? shapes[name as T[K]](value) : misshapen;
  };
