import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keptOf, verificationOf } from '../../../../src/core/verification/keptVerification.js';
import { junitReport } from '../../../../src/view/verification/junitReport.js';
import { xmlText } from '../../../../src/view/verification/xmlText.js';
import { readXml, type XmlElement } from '../../support/readXml.js';
import { richVerification } from '../../support/richVerification.js';
import { plannedCheck, verificationWith } from '../../support/verifications.js';
import { hostileTexts } from '../../support/hostileTexts.js';

const all = (element: XmlElement, name: string): readonly XmlElement[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => all(child, name)),
];
const outcome = (testcase: XmlElement): string =>
  testcase.children.find(({ name }) => ['failure', 'error', 'skipped'].includes(name))?.name ?? 'passed';

describe('junitReport', () => {
  const root = readXml(junitReport(richVerification()));

  it('has a case for every check, in suites as the runbook has them', () => {
    assert.equal(root.name, 'testsuites');
    assert.deepEqual(
      all(root, 'testsuite').map(({ attributes, children }) => [
        attributes['name'],
        children.filter(({ name }) => name === 'testcase').length,
      ]),
      [
        ['Service health', 2],
        ['Load balancing', 1],
        ['Performance', 1],
        ['CPU and memory', 1],
        ['Alerts', 1],
      ],
    );
    const [first] = all(root, 'testcase');
    assert.deepEqual(first?.attributes, {
      classname: 'PDF Worker',
      name: 'Every replica runs and is healthy',
      time: '1.200',
    });
  });

  it('never has a pass for what could not be told, nor hides a recommended failure', () => {
    assert.deepEqual(all(root, 'testcase').map(outcome), [
      'failure',
      'passed',
      'error',
      'passed',
      'failure',
      'skipped',
    ]);
    const counted = ['tests', 'failures', 'errors', 'skipped'].map((name) => root.attributes[name]);
    assert.deepEqual(counted, ['6', '2', '1', '1']);
    const recommended = all(root, 'failure').map(({ attributes }) => attributes['type']);
    assert.deepEqual(recommended, ['required', 'recommended']);
  });

  it('counts in every suite what is in it', () => {
    for (const suite of all(root, 'testsuite')) {
      const outcomes = all(suite, 'testcase').map(outcome);
      const of = (name: string): string => String(outcomes.filter((each) => each === name).length);
      const { tests, failures, errors, skipped } = suite.attributes;
      assert.deepEqual(
        [tests, failures, errors, skipped],
        [String(outcomes.length), of('failure'), of('error'), of('skipped')],
      );
    }
  });

  it('says what was seen and what to do', () => {
    const [failure] = all(root, 'failure');
    assert.match(failure?.attributes['message'] ?? '', /2 of 3 replicas healthy; worker-2: unhealthy/);
    assert.match(failure?.text ?? '', /Read the logs/);
    assert.match(all(root, 'system-out')[0]?.text ?? '', /fail: worker-2: unhealthy: connect ECONNREFUSED/);
    const verdicts = all(root, 'property').filter(({ attributes }) => attributes['name'] === 'verdict');
    assert.ok(verdicts.length > 0 && verdicts.every(({ attributes }) => attributes['value'] === 'fail'));
  });

  it('has what was not made as an error', () => {
    const running = verificationWith([{ phase: 'running', planned: plannedCheck('alerts', '') }], {
      endedAt: undefined,
    });
    assert.deepEqual(all(readXml(junitReport(running)), 'testcase').map(outcome), ['error']);
  });

  it('is well-formed whatever a container says', () => {
    fc.assert(
      fc.property(hostileTexts, (text) => {
        const kept = keptOf(richVerification());
        const hostile = JSON.parse(
          JSON.stringify(kept, (key, value: unknown) =>
            ['of', 'said', 'title', 'stack', 'context', 'key'].includes(key) ? text : value,
          ),
        ) as NonNullable<typeof kept>;
        const read = readXml(junitReport(verificationOf(hostile)));
        assert.equal(all(read, 'testcase').length, 6);
        assert.deepEqual(all(read, 'testcase').map(outcome), [
          'failure',
          'passed',
          'error',
          'passed',
          'failure',
          'skipped',
        ]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('xmlText', () => {
  it('reads back as it was, without what XML has no character for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const known = Array.from(text)
          .filter((character) => /[\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(character))
          .join('');
        assert.equal(readXml(`<a b="${xmlText(text)}">${xmlText(text)}</a>`).text, known);
        assert.equal(readXml(`<a b="${xmlText(text)}"/>`).attributes['b'], known);
      }),
      { numRuns: 500 },
    );
    assert.equal(xmlText('a\u0000\u001b]]>\ud800b\uffff'), 'a]]&gt;b');
  });
});
