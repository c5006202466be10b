import assert from 'node:assert/strict';
import type { Cause } from '../../../../../src/core/diagnosis/cause.js';
import { diagnose } from '../../../../../src/core/diagnosis/diagnose.js';
import type { Observations } from '../../../../../src/core/diagnosis/observations.js';
import type { Trouble } from '../../../../../src/core/diagnosis/trouble.js';
import { teamReplica, type SeenReplica } from '../../../support/observations.js';
import { troublesOf } from '../../../support/troublesOf.js';

export const mebibyte = 1024 ** 2;

/** The causes, of this trouble and of no other. */
export function only(trouble: Trouble, seen: Observations): readonly Cause[] {
  const diagnosis = diagnose(seen);
  assert.deepEqual(troublesOf(diagnosis), [trouble], JSON.stringify(diagnosis.causes, undefined, 1));
  return diagnosis.causes;
}

export function first<C extends Cause['cause']>(causes: readonly Cause[], cause: C): Extract<Cause, { cause: C }> {
  const [found] = causes;
  assert.equal(found?.cause, cause);
  return found as Extract<Cause, { cause: C }>;
}

/** So many replicas that are well. */
export const well = (service: string, count: number, more: Partial<SeenReplica> = {}): readonly SeenReplica[] =>
  Array.from({ length: count }, (_, index) => ({ record: teamReplica(service, index + 1), ...more }));

export const shows = ({ evidence }: Cause): readonly string[] => evidence.map((each) => each.shows);
export const remedies = ({ remedies: offered }: Cause): readonly string[] => offered.map(({ remedy }) => remedy);
