import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FlowStep } from '../../../../../src/core/runbook/verificationPolicy.js';
import { fillPlain, fillStep, type Names } from '../../../../../src/core/verification/flow/fillStep.js';
import { hasNameInHost, namesIn, parseTemplate } from '../../../../../src/core/verification/flow/template.js';
import { cpuMs } from '../../../support/cpuMs.js';

const step = (changes: Partial<FlowStep> = {}): FlowStep => ({
  title: 'Ask',
  method: 'GET',
  url: 'http://localhost:3001/api/jobs/{{jobId}}?as={{jobId}}',
  headers: {},
  body: undefined,
  expect: { statuses: [200], json: {} },
  capture: {},
  untilMs: 0,
  ...changes,
});
const names = (value: string): Names => new Map([['jobId', value]]);

function urlWith(value: string, url = step().url): string {
  const filled = fillStep(step({ url }), names(value));
  return filled.ok ? filled.value.url : `not: ${filled.error}`;
}

describe('fillStep', () => {
  it('puts what was captured into the address, so that it stays one part of the path', () => {
    assert.equal(urlWith('a1'), 'http://localhost:3001/api/jobs/a1?as=a1');
    assert.equal(urlWith('../x?y=1#z'), 'http://localhost:3001/api/jobs/..%2Fx%3Fy%3D1%23z?as=..%2Fx%3Fy%3D1%23z');
    for (const climbing of ['', '.', '..', '...', '\ud800']) assert.match(urlWith(climbing), /^not: the address/);
  });

  it('never lets it choose where the request goes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const filled = urlWith(value);
        if (filled.startsWith('not: ')) return;
        const url = new URL(filled);
        assert.equal(url.origin, 'http://localhost:3001');
        assert.equal(url.pathname.split('/').length, 4);
        assert.ok(url.pathname.startsWith('/api/jobs/'));
      }),
      { numRuns: 300 },
    );
    for (const url of [
      'http://{{jobId}}/',
      'http://localhost{{jobId}}',
      '{{jobId}}',
      'http://a:{{jobId}}/x',
      '{{jobId}}//h/',
    ]) {
      assert.ok(hasNameInHost(url), url);
      assert.match(urlWith('evil.example', url), /^not: the address has a name where its host should be/);
    }
  });

  it('escapes it for JSON, and for a form not at all', () => {
    const quoted = 'a"b\\c\n';
    const json = fillStep(step({ body: { as: 'json', text: '{"id":"{{jobId}}"}' } }), names(quoted));
    assert.ok(json.ok && json.value.body?.as === 'json');
    assert.deepEqual(JSON.parse(json.value.body.text), { id: quoted });
    const file = { field: 'file', name: 'a.pdf', type: 'application/pdf', content: 'pdf' } as const;
    const form = fillStep(step({ body: { as: 'form', fields: { id: '{{ jobId }}' }, file } }), names(quoted));
    assert.ok(form.ok && form.value.body?.as === 'form');
    assert.deepEqual(form.value.body, { as: 'form', fields: { id: quoted }, file });
  });

  it('lets no line end into a header', () => {
    const headers = { 'x-session-id': 's-{{jobId}}' };
    const filled = fillStep(step({ headers }), names('1'));
    assert.deepEqual(filled.ok && filled.value.headers, { 'x-session-id': 's-1' });
    for (const value of ['a\r\nx-admin: 1', 'a\n', '\0', 'é', '\u2028']) {
      const refused = fillStep(step({ headers }), names(value));
      assert.ok(!refused.ok);
      assert.match(refused.error, /^the header x-session-id cannot hold/);
    }
  });

  it('names what nobody captured, with its place', () => {
    for (const name of ['jobID', 'constructor', 'toString', '__proto__']) {
      const filled = fillStep(step({ url: `http://localhost/{{${name}}}` }), names('1'));
      assert.ok(!filled.ok);
      assert.match(filled.error, /^the address (needs \{\{\w+\}\}, which no step before has captured|has \{\{)/);
    }
    const inField = fillStep(
      step({ url: 'http://localhost/', body: { as: 'form', fields: { a: '{{b}}' }, file: undefined } }),
      names('1'),
    );
    assert.deepEqual(inField, { ok: false, error: 'the field a needs {{b}}, which no step before has captured' });
  });

  it('does not fill what was filled in', () => {
    const filled = fillPlain(
      '{{a}}',
      new Map([
        ['a', '{{b}}'],
        ['b', 'x'],
      ]),
    );
    assert.deepEqual(filled, { ok: true, value: '{{b}}' });
  });
});

describe('parseTemplate', () => {
  it('finds names, and nothing in a text without any', () => {
    assert.deepEqual(parseTemplate('a {{b}}{{ c_1 }} d'), {
      ok: true,
      value: [{ text: 'a ' }, { name: 'b' }, { name: 'c_1' }, { text: ' d' }],
    });
    assert.deepEqual(parseTemplate('{a} }} {'), { ok: true, value: [{ text: '{a} }} {' }] });
    assert.deepEqual(namesIn('{{a}} {{b}} {{a}}'), ['a', 'b', 'a']);
    assert.deepEqual(namesIn('{{a}} {{'), []);
  });

  it('refuses what is no name, or has no end', () => {
    for (const text of [
      '{{',
      '{{a',
      'x {{a} }',
      '{{}}',
      '{{a b}}',
      '{{1a}}',
      '{{a.b}}',
      '{{{{a}}}}',
      `{{${'a'.repeat(65)}}}`,
    ]) {
      assert.ok(!parseTemplate(text).ok, text);
    }
  });

  it('takes a time that grows with the length', () => {
    const tookMs = cpuMs(() => {
      for (const part of ['{{a}}', '{', '{{a', '}}', '{{ ']) parseTemplate(part.repeat(100_000));
    });
    assert.ok(tookMs < 2000, `${tookMs} ms`);
  });
});
