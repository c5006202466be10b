import { isRecord } from '../util/isRecord.js';

/** A JSON object, as it came over the wire. */
export type Json = Readonly<Record<string, unknown>>;

export const objectAt = (value: Json, name: string): Json => {
  const found = value[name];
  return isRecord(found) ? found : {};
};

export const textAt = (value: Json, name: string): string => {
  const found = value[name];
  return typeof found === 'string' ? found : '';
};

export const numberAt = (value: Json, name: string): number => {
  const found = value[name];
  return typeof found === 'number' && Number.isFinite(found) ? found : 0;
};

export const textsAt = (value: Json, name: string): readonly string[] => {
  const found = value[name];
  return Array.isArray(found) ? found.filter((item): item is string => typeof item === 'string') : [];
};

export const textsIn = (value: Json): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
