import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { statementText } from '../../../../src/core/diagnosis/reading/statementText.js';
import { readStatements, statementsCall } from '../../../../src/core/diagnosis/reading/statementsQuestion.js';
import { longestSaying } from '../../../../src/core/verification/fact.js';

describe('statementText', () => {
  it('shows a statement without the values in it', () => {
    assert.equal(
      statementText(
        `SELECT *\n  FROM users WHERE mail = 'ann@example.org' AND age > 41 AND price < -1.5e3 -- secret 7`,
      ),
      'SELECT * FROM users WHERE mail = ? AND age > ? AND price < ?',
    );
    assert.equal(statementText(`ALTER ROLE app PASSWORD E'it\\'s secret'`), 'ALTER ROLE app PASSWORD ?');
    assert.equal(statementText(`SELECT 'it''s' || $tag$ secret $tag$ /* secret */ , $1`), 'SELECT ? || ? , $1');
    assert.equal(statementText('SELECT t1.a2 FROM t1'), 'SELECT t1.a2 FROM t1');
  });

  it('keeps nothing of a value that was cut off', () => {
    for (const cut of [
      `SELECT 'half of a sec`,
      `SELECT $$half of a sec`,
      `SELECT /* half of a sec`,
      `SELECT -- half of a sec`,
    ])
      assert.doesNotMatch(statementText(cut), /half|sec/, cut);
  });

  it('shows no quoted text, whatever it holds, and is bounded', () => {
    const secret = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).map((text) => `secret${text}`);
    fc.assert(
      fc.property(secret, (value) => {
        const quoted = value.replaceAll('\\', '').replaceAll("'", "''");
        const shown = statementText(`SELECT '${quoted}' FROM t`);
        assert.doesNotMatch(shown, /secret/);
      }),
    );
    assert.ok(Array.from(statementText(`SELECT ${'a, '.repeat(5000)}`)).length <= longestSaying);
  });
});

describe('statementsQuestion', () => {
  it('asks one question, read-only', () => {
    const call = statementsCall({ user: 'app', database: 'shop' });
    assert.ok(call, 'the statement is one that only asks');
    assert.match(call.env['PGOPTIONS'] ?? '', /default_transaction_read_only=on/);
    assert.doesNotMatch(call.command.join(' '), /[;\n\\]/);
  });

  const answer = {
    active: 2,
    idle: 5,
    idleInTransaction: 1,
    statements: [
      { pid: 41, ageMs: 62_000, text: "UPDATE t SET a = 'x'", by: 'backend-1', blockedBy: [40] },
      { pid: 42, ageMs: 10, text: 'SELECT 1', by: '', blockedBy: [] },
    ],
    idleTransactions: [{ pid: 40, ageMs: 70_000, by: 'psql' }],
  };

  it('reads the answer, with the values taken out', () => {
    assert.deepEqual(readStatements(JSON.stringify(answer)), {
      ...answer,
      statements: [
        { pid: 41, ageMs: 62_000, text: 'UPDATE t SET a = ?', by: 'backend-1', blockedBy: [40] },
        { pid: 42, ageMs: 10, text: 'SELECT ?', by: '', blockedBy: [] },
      ],
    });
  });

  it('takes another shape for no answer, and leaves out what is none', () => {
    for (const text of ['', 'null', '[]', '{}', '{"active":"2"}', 'FATAL: no'])
      assert.equal(readStatements(text), undefined, text);
    const odd = { ...answer, statements: [null, { pid: 'x' }, { pid: 1, ageMs: null }], idleTransactions: 'none' };
    const read = readStatements(JSON.stringify(odd));
    assert.deepEqual([read?.statements, read?.idleTransactions], [[], []]);
    fc.assert(fc.property(fc.json(), (json) => void readStatements(json)));
  });
});
