import assert from 'node:assert/strict';
import { capture, textAt, unmetBy } from '../../../../../src/core/verification/flow/examine.js';
import type { FlowAnswer } from '../../../../../src/core/verification/flow/flowAnswer.js';

const answer = (document: unknown, changes: Partial<FlowAnswer> = {}): FlowAnswer => ({
  status: 200,
  durationMs: 5,
  headers: { 'x-served-by': 'web-1' },
  text: typeof document === 'string' ? document : JSON.stringify(document),
  ...changes,
});
const none = new Map<string, string>();
const expecting = (json: Readonly<Record<string, string>>, statuses = [200]) => ({ statuses, json });

describe('unmetBy', () => {
  it('is empty where status and JSON are as expected', () => {
    const expect = expecting({ status: 'done', 'jobs.0.id': '7', isOk: 'true', jobId: '*' }, [200, 202]);
    assert.deepEqual(unmetBy(answer({ status: 'done', jobs: [{ id: 7 }], isOk: true, jobId: 'x' }), expect, none), []);
    assert.deepEqual(unmetBy(answer('no JSON'), expecting({}), none), []);
    assert.deepEqual(unmetBy(answer({ id: 'a1' }), expecting({ id: '{{id}}' }), new Map([['id', 'a1']])), []);
  });

  it('says what is not, each by itself', () => {
    const unmet = unmetBy(
      answer({ status: 'waiting' }, { status: 500 }),
      expecting({ status: 'done', id: '*' }, [200, 202]),
      none,
    );
    assert.deepEqual(unmet, ['HTTP 500, not 200 or 202', 'status is waiting, not done', 'it has no id']);
  });

  it('takes nothing, a list and an object for nothing', () => {
    for (const id of [undefined, null, '', [], {}, [1]]) {
      assert.deepEqual(unmetBy(answer({ id }), expecting({ id: '*' }), none), ['it has no id'], JSON.stringify(id));
    }
    assert.deepEqual(unmetBy(answer({ id: 0 }), expecting({ id: '*' }), none), []);
    assert.deepEqual(unmetBy(answer({ id: false }), expecting({ id: '*' }), none), []);
  });

  it('finds nothing in what is no JSON, and nothing that an object merely inherits', () => {
    assert.equal(unmetBy(answer('<html>'), expecting({ id: '*' }), none).length, 1);
    for (const path of ['constructor', 'constructor.name', '__proto__', 'list.length', 'text.length']) {
      assert.equal(textAt(answer({ list: [1], text: 'abc' }), path), undefined, path);
    }
  });

  it('does not pass where the expectation cannot be filled', () => {
    assert.equal(unmetBy(answer({ id: '{{id}}' }), expecting({ id: '{{id}}' }), none).length, 1);
  });
});

describe('capture', () => {
  const capturing = (paths: Readonly<Record<string, string>>) => ({ capture: paths });

  it('adds what stands in the answer to the names', () => {
    const captured = capture(
      answer({ job: { id: 7 } }),
      capturing({ jobId: 'job.id', by: 'header:X-Served-By' }),
      new Map([['run', 'r']]),
    );
    assert.deepEqual(captured.ok && [...captured.value], [
      ['run', 'r'],
      ['jobId', '7'],
      ['by', 'web-1'],
    ]);
  });

  it('fails where it is not there, or too long', () => {
    assert.deepEqual(capture(answer({}), capturing({ jobId: 'job.id' }), none), {
      ok: false,
      error: 'it has no job.id',
    });
    assert.ok(!capture(answer({}), capturing({ a: 'header:constructor' }), none).ok);
    assert.ok(!capture(answer({ a: 'x'.repeat(5000) }), capturing({ a: 'a' }), none).ok);
    assert.ok(!capture(answer({ a: '' }), capturing({ a: 'a' }), none).ok);
  });
});
