import assert from 'node:assert/strict';
import { profileRequest, profilesOf } from '../../../../../src/core/operation/plan/profilesOf.js';
import { bundledRunbook, defaultRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import type { Profile } from '../../../../../src/core/runbook/runbook.js';
import { stackOf, teamRecords } from '../../../support/stacks.js';

const stack = stackOf(...teamRecords());

describe('the profiles of a stack', () => {
  it("are the runbook's, and its baseline last", () => {
    const profiles = profilesOf(stack, bundledRunbook);
    assert.deepEqual(profiles.slice(0, -1), bundledRunbook.profiles);
    assert.deepEqual(profiles.at(-1), {
      id: 'baseline',
      title: 'Baseline',
      counts: { frontend: 1, backend: 1, 'pdf-worker': 3 },
      restart: [],
    });
  });

  it('are the baseline alone where the runbook has none, and none where it has no baseline either', () => {
    const bare = profilesOf(stack, { ...bundledRunbook, profiles: [] });
    assert.deepEqual(
      bare.map(({ id }) => id),
      ['baseline'],
    );
    assert.deepEqual(profilesOf(stack, defaultRunbook), []);
  });

  it('leave a baseline alone that the runbook calls so itself', () => {
    const own: Profile = { id: 'baseline', title: 'Ours', counts: { frontend: 2 }, restart: [] };
    assert.deepEqual(profilesOf(stack, { ...bundledRunbook, profiles: [own] }), [own]);
  });

  it('are asked for by their title, and the baseline as the return to it', () => {
    const requests = profilesOf(stack, bundledRunbook).map((profile) => profileRequest(profile, stack.id));
    assert.deepEqual(requests[0], {
      kind: 'profile',
      purpose: 'Moderate load, 2x traffic',
      stackId: stack.id,
      counts: { frontend: 2, backend: 2, 'pdf-worker': 6 },
      restart: [],
    });
    assert.deepEqual([requests.at(-1)?.kind, requests.at(-1)?.purpose], ['baseline', undefined]);
  });
});
