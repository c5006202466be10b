import assert from 'node:assert/strict';
import type { Step } from '../../../../../src/core/scaling/plan.js';
import { forecastProblem } from '../../../../../src/engine/scale/compose/composeForecast.js';

const create = (number: number): Step => ({ kind: 'create', number, name: `shop-web-${number}` });
const remove = (number: number): Step => ({ ...create(number), kind: 'remove', containerId: `id${number}` });

/** As Compose 2.26.1 says it. */
const rehearsal = (...lines: readonly string[]): string =>
  lines.map((line) => ` DRY-RUN MODE -  Container shop-${line} `).join('\n');

const QUIET = ['db-1  Running', 'job-1  Created', 'web-1  Running'];

describe('what a rehearsal by Compose foretells', () => {
  it('is fine when it creates what is planned', () => {
    assert.equal(forecastProblem(rehearsal(...QUIET, 'web-2  Creating', 'web-2  Created'), [create(2)]), undefined);
  });

  it('is fine when it removes what is planned', () => {
    const lines = ['web-2  Stopping', 'web-2  Stopped', 'web-2  Removing', 'web-2  Removed'];
    assert.equal(forecastProblem(rehearsal(...QUIET, ...lines), [remove(2)]), undefined);
  });

  it('is refused when anything would be recreated', () => {
    const problem = forecastProblem(rehearsal('web-1  Recreate', 'web-2  Creating', 'web-1  Recreated'), [create(2)]);
    assert.match(problem ?? '', /would recreate shop-web-1: the Compose files, their environment or the image differ/);
  });

  for (const change of ['Stopping', 'Removing', 'Starting', 'Creating']) {
    it(`is refused when a neighbour would be changed: ${change}`, () => {
      const problem = forecastProblem(rehearsal(`db-2  ${change}`, 'web-2  Creating'), [create(2)]);
      assert.match(problem ?? '', /shop-db-2, which the plan does not name/);
    });
  }

  it('is refused when another replica would be removed than planned', () => {
    assert.match(forecastProblem(rehearsal('web-3  Removing'), [remove(2)]) ?? '', /shop-web-3/);
  });

  it('is refused when it tells of nothing', () => {
    assert.match(forecastProblem('', [create(2)]) ?? '', /would not do what is planned for shop-web-2/);
  });

  it('is understood without the words of a dry run, with colours and with Windows line ends', () => {
    assert.equal(forecastProblem('\u001b[34m Container shop-web-2 Creating\u001b[0m\r\n', [create(2)]), undefined);
  });
});
