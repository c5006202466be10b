import assert from 'node:assert/strict';
import type { AlertPolicy } from '../../../../../src/core/runbook/verificationPolicy.js';
import type { AlertSource, FiringAlert } from '../../../../../src/core/verification/firingAlert.js';
import { judgeAlerts, type AlertsAsked } from '../../../../../src/core/verification/judge/alerts.js';

const alert = (name: string, since?: number, labels = 'service=backend'): FiringAlert => ({
  name,
  labels,
  labelled: Object.fromEntries([labels.split('=')]) as Record<string, string>,
  since,
  from: 'prometheus',
});
const asked = (
  firing: readonly FiringAlert[] | undefined,
  before?: readonly FiringAlert[],
  from: AlertSource = 'prometheus',
): AlertsAsked => ({ from, firing, before, said: firing ? '' : 'connection refused' });

const judge = (sources: readonly AlertsAsked[], beganAt?: number, policy: Partial<AlertPolicy> = {}) =>
  judgeAlerts(sources, beganAt, { ignore: [], match: {}, ...policy });

/** Of each alert, without the sources. */
const alerts = (sources: readonly AlertsAsked[], beganAt?: number) =>
  judge(sources, beganAt)
    .facts.slice(sources.length)
    .map(({ of, verdict, value, before }) => [of, verdict, value, before]);

describe('judgeAlerts', () => {
  it('passes where every source was asked and nothing fires', () => {
    assert.equal(judge([asked([]), asked([], [], 'alertmanager')], 1000).verdict, 'pass');
  });

  it('tells new alerts, those that still fire and those that are resolved', () => {
    const sources = [asked([alert('New'), alert('Old')], [alert('Old'), alert('Gone')])];
    assert.equal(judge(sources, 1000).verdict, 'fail');
    assert.deepEqual(alerts(sources, 1000), [
      ['New', 'fail', 1, 0],
      ['Gone', 'pass', 0, 1],
      ['Old', 'pass', 1, 1],
    ]);
    assert.equal(judge([asked([], [alert('Gone')])], 1000).verdict, 'pass');
  });

  it('tells by the time where nothing was kept', () => {
    assert.deepEqual(alerts([asked([alert('New', 1500), alert('Old', 500), alert('Undated')])], 1000), [
      ['New', 'fail', 1, 0],
      ['Undated', 'fail', 1, undefined],
      ['Old', 'pass', 1, 1],
    ]);
  });

  it('passes where nothing fires but what did before, and takes none for old without an operation', () => {
    assert.equal(judge([asked([alert('Old')], [alert('Old')])], 1000).verdict, 'pass');
    assert.equal(judge([asked([alert('Old', 500)])], 1000).verdict, 'pass');
    assert.equal(judge([asked([alert('Old', 500)])]).verdict, 'fail');
    // One of the two remembers it from before.
    const both = [asked([alert('Old')], [alert('Old')]), asked([alert('Old', 1500)], undefined, 'alertmanager')];
    assert.deepEqual(alerts(both, 1000), [['Old', 'pass', 1, 1]]);
    assert.equal(judge(both, 1000).verdict, 'pass');
  });

  it('leaves out what the runbook leaves out, and says how many that are', () => {
    const firing = [alert('Watchdog'), alert('Slow'), alert('Other', 1, 'service=web')];
    const policy = { ignore: ['Watchdog'], match: { service: 'backend' } };
    const { facts } = judge([asked(firing)], undefined, policy);
    assert.deepEqual(
      facts.map(({ of, said }) => [of, said]),
      [
        ['prometheus', '2 left out, as the runbook says'],
        ['Slow', 'service=backend'],
      ],
    );
    const others = judge([asked([alert('Watchdog'), alert('Other', 1, 'service=web')], [])], 1000, policy);
    assert.equal(others.verdict, 'pass');
    assert.equal(judge([asked([alert('A')])], undefined, { match: { toString: 'x' } }).verdict, 'pass');
    assert.equal(judge([asked([alert('A', 1, 'service=backend2')])], undefined, policy).verdict, 'pass');
  });

  it('has an alert once that several sources tell of, and two of one name by their labels', () => {
    const both = [asked([alert('A')]), asked([alert('A'), alert('A', 1, 'service=web')], undefined, 'alertmanager')];
    assert.equal(alerts(both).length, 2);
  });

  it('does not pass while a source is silent', () => {
    const finding = judge([asked([]), asked(undefined, undefined, 'grafana')], undefined);
    assert.deepEqual(
      [finding.verdict, finding.problem],
      ['unknown', { reason: 'unreachable', detail: 'connection refused' }],
    );
    assert.equal(judge([asked([alert('A')]), asked(undefined)], undefined).verdict, 'fail');
    assert.equal(judge([], undefined).verdict, 'unknown');
    // What a silent source had before is not known to be over.
    assert.deepEqual(alerts([asked(undefined, [alert('Old')])], 1000), []);
  });
});
