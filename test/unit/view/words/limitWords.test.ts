import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { connectionsNeed, enoughFor } from '../../../../src/core/scaling/connections/connectionsNeeded.js';
import type { LimitFault } from '../../../../src/core/scaling/connections/limitFault.js';
import type { LimitProblem } from '../../../../src/core/scaling/connections/limitProblem.js';
import { limitFaultText } from '../../../../src/view/words/limits/limitFaultWords.js';
import { limitMeaning } from '../../../../src/view/words/limits/limitMeaning.js';
import { limitProblemText } from '../../../../src/view/words/limits/limitProblemWords.js';

const problems: readonly LimitProblem[] = [
  { problem: 'no-database' },
  { problem: 'untrusted' },
  { problem: 'several-replicas', replicas: 2 },
  { problem: 'not-running', service: 'postgres' },
  { problem: 'cannot-ask', detail: 'no answer.' },
  { problem: 'overruled', limit: 100, source: 'command line' },
  { problem: 'overruled', limit: 100, source: 'environment variable' },
  { problem: 'no-right', user: 'app' },
  { problem: 'no-alter-system' },
  { problem: 'standby' },
  { problem: 'followed', followers: 2 },
  { problem: 'unreadable-settings' },
  { problem: 'others-wait', settings: ['shared_buffers', 'wal_level'] },
  { problem: 'in-use', open: 160, reserved: 3 },
  { problem: 'too-many', largest: 10_000 },
  { problem: 'memory', neededBytes: 1.7e9, memoryBytes: 1.07e9, largest: 640 },
];

describe('words about the limit of connections', () => {
  it('say what it is enough for while it is typed', () => {
    const need = connectionsNeed(bundledRunbook, { backend: 20 }, 0);
    const say = (limit: number): string => limitMeaning(100, enoughFor(bundledRunbook, 'backend', limit, 0), need);
    assert.equal(say(1050), 'enough for 20 Backend x 50 + 50 = 1050 · 100 now');
    assert.equal(say(1099), 'enough for 20 Backend x 50 + 50 = 1050 · 100 now');
    assert.equal(say(60), 'not enough for one Backend · 100 now');
    assert.equal(limitMeaning(100, undefined, undefined), '100 now');
  });

  it('name figures and what to do, without a full stop', () => {
    for (const problem of problems) assert.match(limitProblemText(problem), /^\S.*[^.]$/, problem.problem);
    assert.match(
      limitProblemText({ problem: 'memory', neededBytes: 1.7e9, memoryBytes: 1.07e9, largest: 640 }),
      /1\.7 GB.*1\.1 GB.*640/,
    );
    assert.match(
      limitProblemText({ problem: 'overruled', limit: 100, source: 'command line' }),
      /command line.*Compose file/,
    );
  });

  it('are sentences where something went wrong', () => {
    const faults: readonly LimitFault[] = [
      ...problems.map((problem): LimitFault => ({ fault: 'not-begun', problem })),
      { fault: 'changed-meanwhile', limit: 200, from: 100 },
      { fault: 'no-copy', detail: 'no such file.' },
      { fault: 'not-written', to: 200, detail: '' },
      { fault: 'not-restarted', detail: 'x' },
      { fault: 'not-back', to: 200, state: 'it ended with 1', lastLog: 'FATAL:  no memory' },
      { fault: 'other-limit', to: 200, limit: 120 },
      { fault: 'clients-away', to: 200, titles: ['Backend', 'Reports'], waitedMs: 120_000 },
    ];
    for (const fault of faults) assert.match(limitFaultText(fault), /^\S.*[^.]\.$/, fault.fault);
  });

  it('are harmless, whatever a database says', () => {
    const hostile = fc.constantFrom('$(x)', '[a](command:b)', 'a\nb', '\u202e', 'x'.repeat(5000));
    fc.assert(
      fc.property(hostile, (text) => {
        const said = [
          limitProblemText({ problem: 'cannot-ask', detail: text }),
          limitProblemText({ problem: 'others-wait', settings: [text, text, text, text] }),
          limitFaultText({ fault: 'not-back', to: 1, state: text, lastLog: text }),
        ].join(' ');
        assert.doesNotMatch(said, /\$\(|\]\(|\n|\u202e/);
        assert.ok(said.length < 3000);
      }),
    );
  });
});
