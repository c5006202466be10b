import assert from 'node:assert/strict';
import type { LimitGuard } from '../../../../../src/core/scaling/connections/limitGuard.js';
import type { LimitProblem } from '../../../../../src/core/scaling/connections/limitProblem.js';
import { limitRemedies, problemRemedies } from '../../../../../src/core/scaling/guards/limitRemedies.js';

const refused = (problem: LimitProblem, service: string | undefined = 'postgres'): LimitGuard => ({
  ...{ guard: 'database-limit', verdict: 'block', finding: 'refused', to: 550, problem, service },
});

describe('what can be done about a limit that cannot be set', () => {
  const kinds = (problem: LimitProblem): readonly string[] =>
    limitRemedies(refused(problem)).map((remedy) =>
      'service' in remedy ? `${remedy.remedy} ${remedy.service}` : remedy.remedy,
    );

  it('is what the problem asks for', () => {
    assert.deepEqual(kinds({ problem: 'cannot-ask', detail: '' }), ['look-again', 'open-logs postgres']);
    assert.deepEqual(kinds({ problem: 'not-running', service: 'postgres' }), ['look-again', 'open-logs postgres']);
    assert.deepEqual(kinds({ problem: 'others-wait', settings: ['x'] }), ['restart postgres']);
    assert.deepEqual(kinds({ problem: 'unreadable-settings' }), ['open-logs postgres']);
    assert.deepEqual(kinds({ problem: 'in-use', open: 160, reserved: 3 }), ['look-again']);
    assert.deepEqual(kinds({ problem: 'overruled', limit: 100, source: 'command line' }), ['open-compose-file']);
    assert.deepEqual(kinds({ problem: 'no-alter-system' }), ['open-compose-file']);
    for (const problem of ['no-database', 'no-right'] as const)
      assert.deepEqual(kinds(problem === 'no-right' ? { problem, user: 'x' } : { problem }), ['open-runbook']);
  });

  it('is the highest limit that has room, where there is one', () => {
    const memory = (largest: number): LimitProblem => ({ problem: 'memory', neededBytes: 2, memoryBytes: 1, largest });
    const file = { remedy: 'open-compose-file' };
    assert.deepEqual(limitRemedies(refused(memory(640))), [{ remedy: 'raise-connections', to: 640 }, file]);
    assert.deepEqual(limitRemedies(refused(memory(0))), [file]);
    assert.deepEqual(limitRemedies(refused({ problem: 'too-many', largest: 10_000 })), [
      { remedy: 'raise-connections', to: 10_000 },
    ]);
  });

  it('is nothing where it lies elsewhere, or the database is not known', () => {
    for (const problem of ['swarm', 'untrusted', 'standby'] as const) assert.deepEqual(kinds({ problem }), [], problem);
    const unnamed = { ...refused({ problem: 'unreadable-settings' }), service: undefined };
    assert.deepEqual(limitRemedies(unnamed), []);
  });

  it('is the same where the limit could not be asked for', () => {
    const need = { service: 'backend', title: 'Backend', replicas: 10, perReplica: 50, rest: 50, limit: 550 };
    const problem: LimitProblem = { problem: 'cannot-ask', detail: '' };
    const unknown: LimitGuard = {
      ...{ guard: 'database-limit', verdict: 'block', finding: 'unknown', need, problem, service: 'postgres' },
    };
    assert.deepEqual(limitRemedies(unknown), limitRemedies(refused(problem)));
  });

  it('is the same before there is a plan', () => {
    const problem: LimitProblem = { problem: 'not-running', service: 'postgres' };
    assert.deepEqual(problemRemedies(problem, 'postgres'), limitRemedies(refused(problem)));
  });
});
