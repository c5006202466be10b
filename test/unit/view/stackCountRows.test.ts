import assert from 'node:assert/strict';
import { countsOfText } from '../../../src/core/operation/plan/countsOfText.js';
import type { ServiceCounts } from '../../../src/core/operation/plan/operationPlan.js';
import { scalableServices } from '../../../src/core/operation/plan/scalableServices.js';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { stackCountRows } from '../../../src/view/stackCountRows.js';
import { stackOf, teamRecords } from '../support/stacks.js';

const services = scalableServices(stackOf(...teamRecords()), bundledRunbook);
const limits = new Map(services.map(({ service, limits: own }) => [service.name, own]));
const rows = (wanted: ServiceCounts = {}, typed?: string) =>
  stackCountRows(services, wanted, typed === undefined ? undefined : countsOfText(typed, limits));

describe('the counts of a stack, put together', () => {
  it('are of the services that the runbook lets be scaled, and begin as they are', () => {
    const [review, ...others] = rows();
    assert.deepEqual(review, {
      ...{ kind: 'review', label: '$(play) Review Plan', description: 'nothing is changed yet', possible: false },
    });
    assert.deepEqual(
      others.map(({ label, description }) => `${label}: ${description}`),
      [
        'Frontend: 1 replica · min 1 · max 20',
        'Backend: 1 replica · min 1 · max 20',
        'PDF Worker: 3 replicas · min 2 · max 50',
      ],
    );
  });

  it('say what the plan would be', () => {
    const [review, , , worker] = rows({ backend: 3, frontend: 1, 'pdf-worker': 2 });
    assert.ok(review?.kind === 'review' && review.possible);
    assert.equal(review.description, 'Backend 1 → 3 · PDF Worker 3 → 2');
    assert.ok(worker?.kind === 'service' && worker.canAdd && !worker.canRemove);
    assert.equal(worker.description, '3 → 2 · min 2 · max 50');
  });

  it('take what is typed over what was chosen', () => {
    const [review] = rows({ backend: 3, frontend: 2 }, 'backend=5 pdf-worker=10');
    assert.equal(review?.description, 'Frontend 1 → 2 · Backend 1 → 5 · PDF Worker 3 → 10');
  });

  it('say where what is typed cannot be read, and go no further', () => {
    const [review] = rows({ backend: 3 }, 'backend=5 pdf-worker=99');
    assert.ok(review?.kind === 'review' && !review.possible);
    assert.equal(review.description, '"pdf-worker=99" is above the maximum of 50 (at character 11)');
    assert.match(rows({}, 'backnd=2')[0]?.description ?? '', /"backnd" is no service that can be scaled/);
    assert.match(rows({}, 'backend')[0]?.description ?? '', /no service with a count, such as web=3/);
  });

  it('never call a service by what an object has', () => {
    assert.equal(rows(Object.create({ backend: 9 }) as ServiceCounts)[2]?.description, '1 replica · min 1 · max 20');
  });
});
