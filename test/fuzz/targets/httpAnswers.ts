import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberAt } from '../../../src/core/json/jsonPath.js';
import { capture, unmetBy } from '../../../src/core/verification/flow/examine.js';
import { errorWords, instantOf, rangeOf } from '../../../src/sources/prometheusAnswer.js';
import { alertmanagerAlerts, alertSeries, prometheusAlerts } from '../../../src/sources/verification/alertAnswers.js';
import { haproxyServicesOf } from '../../../src/sources/verification/haproxyServices.js';
import { traefikServicesOf } from '../../../src/sources/verification/traefikServices.js';
import { recordedJson, recordedText } from '../../unit/sources/verification/recorded/recorded.js';
import { guarded } from '../support/guarded.js';
import { mutated } from '../support/mutated.js';
import { pumped } from '../support/pumped.js';
import { target } from '../support/target.js';

const answers: readonly unknown[] = [
  {
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: { a: 'b' }, value: [1700000000.5, '12.5'] }] },
  },
  {
    status: 'success',
    data: {
      resultType: 'matrix',
      result: [
        {
          metric: {},
          values: [
            [1, '1'],
            [2, 'NaN'],
            [3, '+Inf'],
          ],
        },
      ],
    },
  },
  { status: 'success', data: { resultType: 'scalar', result: [1, '3'] } },
  { status: 'error', errorType: 'bad_data', error: 'no' },
  ...[
    'alertmanager-alerts-0.25.json',
    'grafana-alerts.json',
    'prometheus-alerts-2.42.json',
    'prometheus-series-2.42.json',
    'traefik-services.json',
  ].map(recordedJson),
  { queue: { waiting: 3, list: [1, 2] }, deep: { a: { b: [{ c: 1 }] } } },
];
const csv = recordedText('haproxy-up-2.6.csv');
const path = fc
  .array(
    fc.constantFrom(
      'queue',
      'waiting',
      'list',
      '0',
      'deep',
      '__proto__',
      'constructor',
      'length',
      '',
      'data',
      'result',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((steps) => steps.join('.'));

/** What Prometheus, alert managers, balancers and JSON endpoints answer: a number is a finite one, and all else is told of in a sentence. */
export const httpAnswersTarget = target({
  name: 'answers over HTTP',
  inputs: fc.tuple(
    fc.oneof(
      mutated(...answers),
      fc.json({ maxDepth: 6 }).map((text) => JSON.parse(text) as unknown),
    ),
    path,
    fc.oneof(
      pumped([',', '"', '""', '\n', '\r', 'a', '# ', 'pxname'], 30_000),
      fc
        .tuple(fc.nat(csv.length), fc.string({ maxLength: 5 }))
        .map(([at, put]) => csv.slice(0, at) + put + csv.slice(at + 3)),
    ),
  ),
  check: ([answer, at, table]) =>
    guarded(() => {
      const number = numberAt(answer, at);
      assert.ok(!number.ok || Number.isFinite(number.value));
      const instant = instantOf(answer);
      assert.ok(!instant.ok || instant.value.point === undefined || Number.isFinite(instant.value.point.value));
      const range = rangeOf(answer);
      assert.ok(!range.ok || range.value.every(({ value }) => Number.isFinite(value)));
      assert.ok(errorWords(answer, (words) => words).length <= 400);
      alertmanagerAlerts(answer);
      prometheusAlerts(answer, 'prometheus');
      prometheusAlerts(answer, 'grafana');
      alertSeries(answer);
      traefikServicesOf(answer);
      haproxyServicesOf(table);
      const flow = { status: 200, headers: { 'content-type': 'x' }, durationMs: 1, text: JSON.stringify(answer) };
      const captured = capture(flow, { capture: { job: at, kind: 'header:__proto__' } }, new Map());
      assert.equal(captured.ok, false);
      unmetBy(flow, { statuses: [200], json: { [at]: '*', 'header:constructor': 'x' } }, new Map());
    }),
  fewRuns: 200,
});
