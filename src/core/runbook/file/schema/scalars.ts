import * as z from 'zod';
import { durationMs, durationPattern, longestMs } from '../text/duration.js';
import { percentPattern } from '../text/quantity.js';
import { sizePattern } from '../text/size.js';
import { isWebAddress, webAddressPattern, withoutCredentials } from '../text/webAddress.js';

// The message of each is what was expected; what was found is put before it.

/** Service names as Compose has them, and every id. */
export const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
export const longestName = 64;

const nameWords = `a name of at most ${longestName} letters, digits, \`.\`, \`_\` and \`-\``;
export const name = z.string(nameWords).max(longestName, nameWords).regex(namePattern, nameWords);

const lineWords = 'one line of text, at most 200 characters';
export const line = z
  .string(lineWords)
  .max(200, lineWords)
  .regex(/^[^\n\r\t]+$/, lineWords);

const queryWords = 'a query, of 4000 characters at most';
export const query = z.string(queryWords).max(4000, queryWords).regex(/\S/, queryWords);

const countWords = 'a whole number from 0 to 10000';
export const count = z.int(countWords).min(0, countWords).max(10_000, countWords);

const someWords = 'a whole number from 1 to 10000';
export const some = z.int(someWords).min(1, someWords).max(10_000, someWords);

const numberWords = 'a number';
export const number = z.number(numberWords);

const positiveWords = 'a number above 0';
export const positive = z.number(positiveWords).gt(0, positiveWords);

export const flag = z.boolean('true or false');

const durationWords = 'a duration such as 30s, 10m, 1h, 3d or 1w, a year at most';
export const duration = z
  .string(durationWords)
  .max(60, durationWords)
  .regex(durationPattern, durationWords)
  .refine((text) => (durationMs(text) ?? 0) <= longestMs, durationWords);

const sizeWords = 'a size such as 512MB or 2GiB';
export const size = z.string(sizeWords).regex(sizePattern, sizeWords);

const quantityWords = 'a number, or one with its unit such as 60% or 5s';
const quantityPattern = new RegExp(`(${percentPattern.source})|(${durationPattern.source})`);
/** A figure to compare a metric with. */
export const quantity = z.union(
  [z.number(), z.string().max(60, quantityWords).regex(quantityPattern, quantityWords)],
  quantityWords,
);

const addressWords = 'an address such as http://localhost:9090';
export const webAddress = z
  .string(addressWords)
  .max(2000, addressWords)
  .regex(withoutCredentials, 'an address without a user name or password; the file is no place for them')
  .regex(webAddressPattern, addressWords)
  .refine(isWebAddress, addressWords);

/** `all`, one name, or a list of them. */
export const names = z.union([z.literal('all'), name, z.array(name).max(200)], '`all`, a name, or a list of names');

const pathWords = 'a path such as queue.waiting or pools.0.used';
export const jsonPath = z
  .string(pathWords)
  .max(200, pathWords)
  .regex(/^[^.\s]+(\.[^.\s]+)*$/, pathWords);
