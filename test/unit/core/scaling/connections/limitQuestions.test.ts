import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  filesCall,
  limitCall,
  readFiles,
  readLimit,
} from '../../../../../src/core/scaling/connections/limitQuestions.js';
import { databaseLimit, settingsFiles } from '../../../support/databaseLimits.js';

const server = { user: 'schedgen', database: 'schedgen' };

describe('questions about the limit of connections', () => {
  it('are questions, so that they run read-only', () => {
    for (const call of [limitCall(server), filesCall(server)])
      assert.match(call?.env['PGOPTIONS'] ?? '', /default_transaction_read_only=on/);
  });

  it('are read as the database answers them', () => {
    const answer = databaseLimit({ limit: 200, source: 'command line' });
    assert.deepEqual(readLimit(`${JSON.stringify(answer)}\n`), answer);
    assert.equal(readLimit(JSON.stringify({ ...answer, dataFolder: null }))?.dataFolder, undefined);
    assert.equal(readLimit(JSON.stringify({ ...answer, dataFolder: 'relative' }))?.dataFolder, undefined);
    const files = { written: '200', beneath: '100', unreadable: 0, waiting: ['shared_buffers'] };
    assert.deepEqual(readFiles(JSON.stringify(files)), settingsFiles({ written: 200, waiting: ['shared_buffers'] }));
    assert.equal(readFiles(JSON.stringify({ ...files, written: null }))?.written, undefined);
    assert.equal(readFiles(JSON.stringify({ ...files, written: '2; x' }))?.written, undefined);
  });

  it('have no answer where something is missing or of another kind', () => {
    const answer = databaseLimit();
    for (const key of Object.keys(answer).filter((name) => name !== 'dataFolder')) {
      assert.equal(readLimit(JSON.stringify({ ...answer, [key]: undefined })), undefined, key);
      assert.equal(readLimit(JSON.stringify({ ...answer, [key]: [] })), undefined, key);
      assert.equal(readLimit(JSON.stringify({ ...answer, [key]: -1.5 })), undefined, key);
    }
  });

  it('survive any answer', () => {
    const answers = fc.oneof(
      fc.string(),
      fc.json(),
      fc.anything().map((value) => JSON.stringify(value) ?? ''),
    );
    fc.assert(
      fc.property(answers, (text) => {
        const limit = readLimit(text);
        assert.ok(limit === undefined || Number.isSafeInteger(limit.limit));
        const files = readFiles(text);
        assert.ok(files === undefined || files.waiting.every((name) => typeof name === 'string'));
      }),
    );
  });
});
