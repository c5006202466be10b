import { factOf, type Fact } from '../verification/fact.js';
import type { Part } from './part.js';

/** What a piece of evidence is of; it decides the words that stand around its figures. */
export const shownKinds = [
  'engine-said',
  'database-said',
  'exit-code',
  'restarts',
  'memory-kills',
  'memory-used',
  'memory-growth',
  'log-line',
  'probe-said',
  'probe-streak',
  'probe-took',
  'ready-after',
  'running-for',
  'dependency-ready',
  'image-name',
  'port-holder',
  'machine-memory',
  'machine-cpus',
  'machine-busy',
  'machine-disk',
  'unused-images',
  'stopped-containers',
  'unused-volumes',
  'build-cache',
  'cpu-used',
  'server-state',
  'servers-listed',
  'sticky',
  'share-of-requests',
  'connections-open',
  'connections-wanted',
  'statement',
  'statement-waits',
  'idle-transaction',
  'redis-memory',
  'redis-evicted',
  'redis-refused',
  'rule',
  'check',
  'scaled',
] as const;
export type ShownKind = (typeof shownKinds)[number];

/** A fact with what it is of, and which part of the observations it is from. */
export interface Evidence extends Fact {
  readonly shows: ShownKind;
  readonly from: Part;
}

/** Evidence of something wrong, unless `more` says otherwise. Texts are bounded here, wherever they are from. */
export const evidence = (from: Part, shows: ShownKind, of: string, more: Partial<Fact> = {}): Evidence => ({
  ...factOf(of, more.verdict ?? 'fail', more),
  from,
  shows,
});
