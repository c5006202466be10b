import assert from 'node:assert/strict';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { profileChoices } from '../../../src/view/profileChoices.js';
import { replicas, stackOf, teamRecords } from '../support/stacks.js';

const choice = (id: string, records = teamRecords()) =>
  profileChoices(stackOf(...records), bundledRunbook, bundledRunbook.profiles).find(({ profile }) => profile.id === id);

describe('profiles to choose', () => {
  it('are those of the runbook in its order, with present and wanted counts', () => {
    const some = bundledRunbook.profiles.slice(2);
    const all = profileChoices(stackOf(...teamRecords()), bundledRunbook, some);
    assert.deepEqual(
      all.map(({ profile }) => profile),
      some,
    );
    assert.equal(choice('10x')?.label, 'Extreme load, 10x traffic');
    assert.equal(choice('10x')?.description, 'Frontend 1 → 5 · Backend 1 → 10 · PDF Worker 3 → 30');
    assert.equal(choice('10x')?.detail, '');
  });

  it('say what they restart', () => {
    assert.equal(choice('memory-pressure')?.description, '');
    assert.equal(choice('memory-pressure')?.detail, 'restarts PDF Worker first, replica by replica');
  });

  it('say which is in force', () => {
    const records = [
      ...replicas('frontend', 2, { project: 'team' }),
      ...replicas('backend', 2, { project: 'team' }),
      ...replicas('pdf-worker', 6, { project: 'team' }),
    ];
    assert.equal(choice('2x', records)?.description, 'Frontend 2 · Backend 2 · PDF Worker 6 · as it is now');
    assert.equal(choice('queue-200', records)?.description, 'PDF Worker 6 → 15');
  });

  it('are harmless, whatever a file calls them', () => {
    const [made] = profileChoices(stackOf(...teamRecords()), bundledRunbook, [
      { id: 'x', title: '$(error)\n[a](command:b)', counts: { constructor: 2 }, restart: ['$(x)'] },
    ]);
    assert.doesNotMatch(`${made?.label}${made?.description}${made?.detail}`, /\$\(|\]\(|\n/);
    assert.equal(made?.description, 'constructor 0 → 2');
  });
});
