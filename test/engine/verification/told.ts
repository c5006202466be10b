import assert from 'node:assert/strict';
import type { Check } from '../../../src/core/verification/check.js';
import type { CheckVerdict } from '../../../src/core/verification/checkVerdict.js';
import { madeChecks, type Verification } from '../../../src/core/verification/verificationRun.js';

/** A check in a line or two, for whoever reads a failure. */
export const told = ({ kind, service, title, verdict, problem, pValue, facts, tookMs }: Check): string =>
  [
    `${verdict} ${kind} ${service || title} in ${Math.round(tookMs)} ms${pValue === undefined ? '' : ` p ${pValue}`}`,
    ...(problem ? [JSON.stringify(problem)] : []),
    ...facts.map(
      ({ of, verdict: each, value: figure, bound, before, said }) =>
        `  ${each} ${of} ${figure ?? '-'} / ${bound ?? '-'} before ${before ?? '-'} ${said}`,
    ),
  ].join('\n');

export const allTold = (verification: Verification): string => madeChecks(verification).map(told).join('\n');

/** Names of the replicas, or whatever else, that a check says the verdict of. */
export const named = ({ facts }: Check, verdict: CheckVerdict): readonly string[] =>
  facts.filter((fact) => fact.verdict === verdict).map(({ of }) => of);

export const expectVerdict = (check: Check, verdict: CheckVerdict): void =>
  assert.equal(check.verdict, verdict, told(check));
