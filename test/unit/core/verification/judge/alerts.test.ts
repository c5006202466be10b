import assert from 'node:assert/strict';
import type { AlertSource, FiringAlert } from '../../../../../src/core/verification/firingAlert.js';
import { judgeAlerts, type AlertsAsked } from '../../../../../src/core/verification/judge/alerts.js';

const alert = (name: string, since?: number, labels = 'service=backend'): FiringAlert => ({
  name,
  labels,
  since,
  from: 'prometheus',
});
const asked = (
  firing: readonly FiringAlert[] | undefined,
  before?: readonly FiringAlert[],
  from: AlertSource = 'prometheus',
): AlertsAsked => ({ from, firing, before, said: firing ? '' : 'connection refused' });

/** Of each alert, without the sources. */
const alerts = (sources: readonly AlertsAsked[], beganAt?: number) =>
  judgeAlerts(sources, beganAt)
    .facts.slice(sources.length)
    .map(({ of, verdict, value, before }) => [of, verdict, value, before]);

describe('judgeAlerts', () => {
  it('passes where every source was asked and nothing fires', () => {
    assert.equal(judgeAlerts([asked([]), asked([], [], 'alertmanager')], 1000).verdict, 'pass');
  });

  it('tells new alerts, those that still fire and those that are resolved', () => {
    const sources = [asked([alert('New'), alert('Old')], [alert('Old'), alert('Gone')])];
    assert.equal(judgeAlerts(sources, 1000).verdict, 'fail');
    assert.deepEqual(alerts(sources, 1000), [
      ['New', 'fail', 1, 0],
      ['Old', 'fail', 1, 1],
      ['Gone', 'pass', 0, 1],
    ]);
    assert.equal(judgeAlerts([asked([], [alert('Gone')])], 1000).verdict, 'pass');
  });

  it('tells by the time where nothing was kept', () => {
    assert.deepEqual(alerts([asked([alert('New', 1500), alert('Old', 500), alert('Undated')])], 1000), [
      ['New', 'fail', 1, 0],
      ['Old', 'fail', 1, 1],
      ['Undated', 'fail', 1, undefined],
    ]);
  });

  it('has an alert once that several sources tell of, and two of one name by their labels', () => {
    const both = [asked([alert('A')]), asked([alert('A'), alert('A', 1, 'service=web')], undefined, 'alertmanager')];
    assert.equal(alerts(both).length, 2);
  });

  it('does not pass while a source is silent', () => {
    const finding = judgeAlerts([asked([]), asked(undefined, undefined, 'grafana')], undefined);
    assert.deepEqual(
      [finding.verdict, finding.problem],
      ['unknown', { reason: 'unreachable', detail: 'connection refused' }],
    );
    assert.equal(judgeAlerts([asked([alert('A')]), asked(undefined)], undefined).verdict, 'fail');
    assert.equal(judgeAlerts([], undefined).verdict, 'unknown');
    // What a silent source had before is not known to be over.
    assert.deepEqual(alerts([asked(undefined, [alert('Old')])], 1000), []);
  });
});
