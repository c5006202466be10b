import { hideSecrets } from '../secrecy/hideSecrets.js';
import type { CheckVerdict } from './checkVerdict.js';

/** Of a value of a fact. Times are in ms; `ratio` is between 0 and 1. */
export const factUnits = ['percent', 'ms', 'bytes', 'count', 'status', 'ratio'] as const;
export type FactUnit = (typeof factUnits)[number];

/**
 * One piece of evidence: what was seen of one thing. All texts may come from a container, a file or a network: they are hostile, of one line and
 * bounded.
 */
export interface Fact {
  /** What it is of, such as a replica's name, an address, an alert, a step of a flow; empty where the check has but one thing to look at. */
  readonly of: string;
  /** What this fact alone says; `unknown` where it could not be told. */
  readonly verdict: CheckVerdict;
  /** Undefined where there is no figure: never zero. */
  readonly value: number | undefined;
  readonly unit: FactUnit;
  /** What the value has to stay below, or, with `boundIs: 'least'`, has to reach; undefined where it is only shown. */
  readonly bound: number | undefined;
  readonly boundIs: 'below' | 'least';
  /** The same figure before the operation; undefined where it was not taken. */
  readonly before: number | undefined;
  /** What was said: an engine's words, a line of a log, an answer's beginning. Empty where nothing was. */
  readonly said: string;
}

/** The most of a text that is kept as evidence, characters. */
export const longestSaying = 300;
/** As far as a text is looked at: what is cut off in it may be shorter as one line. */
const longestRead = 4 * longestSaying;

/** A hostile text as evidence: one line without secrets and without characters that hide or turn others, bounded, none cut in two. */
export function saying(text: string): string {
  const line = hideSecrets(text.slice(0, longestRead))
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
  const characters = Array.from(line);
  const isWhole = characters.length <= longestSaying && text.length <= longestRead;
  return isWhole ? line : `${characters.slice(0, longestSaying - 1).join('')}…`;
}

/** Makes every text of it fit to be kept. */
export const factOf = (of: string, verdict: CheckVerdict, { said = '', ...more }: Partial<Fact> = {}): Fact => ({
  value: undefined,
  unit: 'count',
  bound: undefined,
  boundIs: 'below',
  before: undefined,
  ...more,
  of: saying(of),
  verdict,
  said: saying(said),
});
