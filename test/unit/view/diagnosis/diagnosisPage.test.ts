import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/core/diagnosis/diagnose.js';
import type { Diagnosis } from '../../../../src/core/diagnosis/diagnosis.js';
import { fail, ok } from '../../../../src/util/result.js';
import { diagnosisPage } from '../../../../src/view/diagnosis/diagnosisPage.js';
import { diagnosisSummary } from '../../../../src/view/diagnosis/diagnosisSummary.js';
import { databaseLimit } from '../../support/databaseLimits.js';
import { observations, teamReplica } from '../../support/observations.js';
import { renderMarkdown, textOf } from '../../support/renderMarkdown.js';

const three = [1, 2, 3].map((number) => ({ record: teamReplica('backend', number) }));
const full = diagnose(observations(three, { database: ok({ answers: true, limit: databaseLimit({ open: 97 }) }) }));
const words = (diagnosis: Diagnosis): string =>
  textOf(renderMarkdown(diagnosisPage(diagnosis)))
    .replace(/\s+/g, ' ')
    .replaceAll('\u2011', '-');

describe('diagnosisPage', () => {
  it('begins with a sentence, then what shows it, what to do, and what was looked at', () => {
    const text = words(full);
    assert.match(text, /^Diagnosis of Backend The database has no connection left: 97 are open, .* Stack team, /);
    const parts = [
      'Most likely cause: Database connections are used up, certain',
      'What shows it',
      'What to do',
      'What was looked at',
    ];
    assert.deepEqual(
      parts.map((part) => text.indexOf(part)),
      parts.map((part) => text.indexOf(part)).sort((a, b) => a - b),
    );
    assert.ok(
      parts.every((part) => text.includes(part)),
      text,
    );
  });

  it('has the arithmetic and the ways out', () => {
    const text = words(full);
    assert.match(text, /97 connections to the database are open, of 97 that are not kept for administrators/);
    assert.match(text, /The pools of Backend may open 150 together; the limit is 100/);
    assert.match(text, /Raise the limit of connections to 200: 3 x 50 \+ 50\./);
    assert.match(text, /Scale Backend from 3 to 1\./);
    assert.match(text, /Give each replica a pool of 32 instead of 50, in its own configuration\./);
  });

  it('says which part shows it, and which could not be looked at', () => {
    const seen = observations(three, {
      machine: fail({ reason: 'untrusted' }),
      redis: fail({ reason: 'unreachable', detail: 'NOAUTH' }),
    });
    const text = words(diagnose(seen));
    assert.match(
      text,
      /^Diagnosis of Backend Nothing was found that is wrong with Backend: 3 of 3 replicas ready\. 2 of 13 things could not be looked at\./,
    );
    assert.match(
      text,
      /CPU, memory and disk of the engine's machine unknown: from an untrusted workspace nothing is run/,
    );
    assert.match(text, /Memory of Redis unknown: NOAUTH/);
    assert.match(words(full), /Connections of the database see above/);
  });

  it('explains a clean-up, and says that it is not run', () => {
    const error = 'no space left on device';
    const record = teamReplica('backend', 1, { state: 'created', health: 'none', error });
    const text = words(diagnose(observations([{ record }])));
    assert.match(
      text,
      /gone for good: of all projects on this engine.*"docker volume prune", put into a terminal for you to read and to send/,
    );
  });
});

describe('diagnosisSummary', () => {
  it('says how sure it is, and how much more there is', () => {
    assert.match(diagnosisSummary(full), /^The database has no connection left/);
    const records = [1, 2].map((number) => ({
      record: teamReplica('backend', number),
      log: ['connection pool exhausted'],
    }));
    assert.equal(
      diagnosisSummary(diagnose(observations(records))),
      'Probably: Backend says that the pool of 50 connections is exhausted.',
    );
    const [cause] = full.causes;
    assert.ok(cause);
    assert.match(diagnosisSummary({ ...full, causes: [cause, cause, cause] }), / 2 more causes found\.$/);
  });

  it('says that a service has no replicas', () => {
    assert.match(diagnosisSummary({ ...full, causes: [], replicas: 0, ready: 0 }), /: it has no replicas\.$/);
  });
});
