import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { diagnose } from '../../../../src/core/diagnosis/diagnose.js';
import { known, type Observations, type Seen } from '../../../../src/core/diagnosis/observations.js';
import { shownKinds } from '../../../../src/core/diagnosis/evidence.js';
import { troubles } from '../../../../src/core/diagnosis/trouble.js';
import { longestSaying } from '../../../../src/core/verification/fact.js';
import { ok } from '../../../../src/util/result.js';
import { diagnosisPage } from '../../../../src/view/diagnosis/diagnosisPage.js';
import { diagnosisSummary } from '../../../../src/view/diagnosis/diagnosisSummary.js';
import { renderMarkdown, tagsIn } from '../../support/renderMarkdown.js';
import { troublesOf } from '../../support/troublesOf.js';
import { anyObservations, unsureParts, without } from './anyObservations.js';

const runs = { numRuns: 400 };

/** What was looked at side by side can come in any order. */
function turned(seen: Observations): Observations {
  const reversed = <V>(looked: Seen<ReadonlyMap<string, V>>): Seen<ReadonlyMap<string, V>> =>
    looked?.ok ? ok(new Map([...looked.value].reverse())) : looked;
  const { containers, logs, use, images, holders } = seen;
  return {
    ...seen,
    containers: reversed(containers),
    logs: reversed(logs),
    use: reversed(use),
    images: reversed(images),
    holders: [...holders].reverse(),
  };
}

describe('a diagnosis of anything', () => {
  it('names causes by evidence alone, none of it unknown or of a part that could not be looked at', () => {
    fc.assert(
      fc.property(anyObservations, (seen) => {
        for (const { cause, evidence } of diagnose(seen).causes) {
          assert.ok(evidence.length > 0, cause);
          for (const { from, verdict, shows } of evidence) {
            assert.notEqual(verdict, 'unknown', `${cause}: ${shows}`);
            assert.ok(from === 'replicas' || known<unknown>(seen[from]) !== undefined, `${cause}: ${shows} of ${from}`);
          }
        }
      }),
      runs,
    );
  });

  it('takes nothing from a part once that is not known', () => {
    fc.assert(
      fc.property(anyObservations, fc.constantFrom(...unsureParts), (seen, part) => {
        const told = diagnose(without(seen, part)).causes.flatMap(({ evidence }) => evidence.map(({ from }) => from));
        assert.ok(!told.includes(part));
      }),
      runs,
    );
  });

  it('is the same for the same, in whatever order it was read', () => {
    fc.assert(
      fc.property(anyObservations, (seen) => {
        const once = diagnose(seen);
        assert.deepEqual(diagnose(seen), once);
        assert.deepEqual(diagnose(turned(seen)), once);
      }),
      runs,
    );
  });

  it('has what is certain before what is likely', () => {
    fc.assert(
      fc.property(anyObservations, (seen) => {
        const certainties = diagnose(seen).causes.map(({ certainty }) => certainty);
        assert.deepEqual([...certainties].sort(), certainties);
      }),
      runs,
    );
  });

  it('holds no text that is longer than a line, or that hides one', () => {
    fc.assert(
      fc.property(anyObservations, (seen) => {
        const texts: string[] = [];
        for (const { evidence, replicas } of diagnose(seen).causes)
          texts.push(...replicas, ...evidence.flatMap(({ of, said }) => [of, said]));
        for (const text of texts) {
          assert.ok(Array.from(text).length <= longestSaying, `${text.length} characters`);
          assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        }
      }),
      runs,
    );
  });

  it('reads as text, whatever was said: no link, no picture, no HTML', () => {
    fc.assert(
      fc.property(anyObservations, (seen) => {
        const diagnosis = diagnose(seen);
        const tags = tagsIn(renderMarkdown(diagnosisPage(diagnosis)));
        assert.deepEqual(
          tags.filter((tag) => ['a', 'img', 'script', 'iframe', 'pre', 'code'].includes(tag)),
          [],
        );
        assert.doesNotMatch(diagnosisSummary(diagnosis), /\n|\]\(|undefined|NaN/);
        assert.doesNotMatch(diagnosisPage(diagnosis), /undefined|NaN/);
      }),
      { numRuns: 150 },
    );
  });

  it('comes to every trouble, and shows every kind of evidence but those of rarer parts', () => {
    const seenTroubles = new Set<string>();
    const seenKinds = new Set<string>();
    fc.assert(
      fc.property(anyObservations, (seen) => {
        const diagnosis = diagnose(seen);
        for (const trouble of troublesOf(diagnosis)) seenTroubles.add(trouble);
        for (const { evidence } of diagnosis.causes) for (const { shows } of evidence) seenKinds.add(shows);
      }),
      { numRuns: 1500, seed: 7 },
    );
    assert.deepEqual(
      troubles.filter((trouble) => !seenTroubles.has(trouble)),
      [],
    );
    const rare = [
      'check',
      'rule',
      'share-of-requests',
      'machine-busy',
      'machine-cpus',
      'port-holder',
      'ready-after',
      'probe-took',
      'unused-images',
      'stopped-containers',
      'unused-volumes',
      'build-cache',
    ];
    assert.deepEqual(
      shownKinds.filter((kind) => !seenKinds.has(kind) && !rare.includes(kind)),
      [],
    );
  });
});
