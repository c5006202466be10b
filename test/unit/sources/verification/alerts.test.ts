import assert from 'node:assert/strict';
import {
  alertmanagerAlerts,
  alertSeries,
  prometheusAlerts,
} from '../../../../src/sources/verification/alertAnswers.js';
import { readAlerts, readAlertsAgo } from '../../../../src/sources/verification/readAlerts.js';
import { answeringServer, json, never, type AnsweringServer } from '../answeringServer.js';
import { recordedJson } from './recorded/recorded.js';

const labels = 'service="backend", severity="critical"';
const labelled = { service: 'backend', severity: 'critical' };

describe('alerts that fire', () => {
  it('are those of Prometheus that do not only wait', () => {
    assert.deepEqual(prometheusAlerts(recordedJson('prometheus-alerts-2.42.json'), 'prometheus'), {
      ok: true,
      value: [
        { name: 'BackendDown', labels, labelled, since: Date.parse('2026-11-26T08:51:38.625Z'), from: 'prometheus' },
      ],
    });
  });

  it('are those that Prometheus remembers of a time, as the very same', () => {
    const now = prometheusAlerts(recordedJson('prometheus-alerts-2.42.json'), 'prometheus');
    const then = alertSeries(recordedJson('prometheus-series-2.42.json'));
    assert.ok(now.ok && then.ok);
    assert.deepEqual(then.value, [{ ...now.value[0], since: undefined }]);
  });

  it('are those of Alertmanager that nobody has silenced', () => {
    assert.deepEqual(alertmanagerAlerts(recordedJson('alertmanager-alerts-0.25.json')), {
      ok: true,
      value: [
        { name: 'BackendDown', labels, labelled, since: Date.parse('2026-11-26T08:51:38.625Z'), from: 'alertmanager' },
      ],
    });
    assert.deepEqual(alertmanagerAlerts(recordedJson('alertmanager-silenced-0.25.json')), { ok: true, value: [] });
  });

  it('are those of Grafana in its own words', () => {
    assert.deepEqual(prometheusAlerts(recordedJson('grafana-alerts.json'), 'grafana'), {
      ok: true,
      value: [
        {
          name: 'High CPU',
          labels: 'grafana_folder="Ops"',
          labelled: { grafana_folder: 'Ops' },
          since: Date.parse('2026-01-05T10:00:00Z'),
          from: 'grafana',
        },
      ],
    });
  });

  it('are not lost over what they hold: a name, labels or a time that is none', () => {
    const strange = [
      { labels: { alertname: 7 }, state: 'firing', activeAt: 5 },
      { labels: null, state: 'firing' },
      { labels: { alertname: `A\nB${'x'.repeat(9000)}`, l: 'y'.repeat(9000) }, state: 'FIRING', activeAt: 'NaN' },
      { labels: { alertname: 'Old' }, state: 'firing', activeAt: '0001-01-01T00:00:00Z' },
    ];
    const found = prometheusAlerts({ status: 'success', data: { alerts: strange } }, 'prometheus');
    assert.ok(found.ok);
    assert.equal(found.value.length, strange.length);
    assert.ok(found.value.every(({ since }) => since === undefined));
    assert.ok(found.value.every(({ name, labels }) => !/\n/.test(name) && name.length <= 300 && labels.length <= 300));
    // Who says neither yes nor no is not one that fires.
    assert.deepEqual(
      prometheusAlerts({ status: 'success', data: { alerts: [null, {}, 'firing', { state: 1 }] } }, 'prometheus'),
      { ok: true, value: [] },
    );
  });

  it('are not known where the answer is another', () => {
    for (const answer of [null, [], {}, { status: 'error' }, { status: 'success', data: { alerts: {} } }, 'x', NaN]) {
      assert.equal(prometheusAlerts(answer, 'prometheus').ok, false);
      assert.equal(prometheusAlerts(answer, 'grafana').ok, false);
      assert.equal(alertSeries(answer).ok, false);
      if (!Array.isArray(answer)) assert.equal(alertmanagerAlerts(answer).ok, false);
    }
  });

  describe('over HTTP', () => {
    let server: AnsweringServer;
    beforeEach(async () => (server = await answeringServer()));
    afterEach(() => server.close());

    it('are asked for where each server has them, with its credentials', async () => {
      server.answer = json(recordedJson('prometheus-alerts-2.42.json'));
      const bearer = { auth: 'bearer', secret: 't0ken' } as const;
      assert.ok((await readAlerts('prometheus', { url: `${server.url}/prom/`, credentials: undefined }, never)).ok);
      assert.ok((await readAlerts('grafana', { url: server.url, credentials: bearer }, never)).ok);
      server.answer = json(recordedJson('alertmanager-alerts-0.25.json'));
      assert.ok((await readAlerts('alertmanager', { url: server.url, credentials: undefined }, never)).ok);
      server.answer = json(recordedJson('prometheus-series-2.42.json'));
      assert.ok((await readAlertsAgo({ url: server.url, credentials: undefined }, 90_500.4, never)).ok);
      assert.deepEqual(
        server.asked.map(({ path, authorization }) => [path, authorization]),
        [
          ['/prom/api/v1/alerts', undefined],
          ['/api/prometheus/grafana/api/v1/alerts', 'Bearer t0ken'],
          ['/api/v2/alerts?active=true&silenced=false&inhibited=false', undefined],
          ['/api/v1/query?query=ALERTS%7Balertstate%3D%22firing%22%7D+offset+90500ms', undefined],
        ],
      );
    });

    it('fire since a time of this machine, whatever the clock of their server shows', async () => {
      const since = '2026-11-26T08:51:38.625Z';
      const alerts = {
        status: 'success',
        data: { alerts: [{ labels: { alertname: 'A' }, state: 'firing', activeAt: since }] },
      };
      const sinceAt = async (headers: Readonly<Record<string, string>>): Promise<number | undefined> => {
        server.answer = (_request, response) => {
          response.sendDate = false;
          response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(alerts));
        };
        const found = await readAlerts('prometheus', { url: server.url, credentials: undefined }, never);
        return found.ok ? found.value[0]?.since : assert.fail(found.error);
      };
      const at = Date.parse(since);
      const minuteMs = 60_000;
      assert.equal(await sinceAt({ Date: new Date().toUTCString() }), at);
      const ahead = await sinceAt({ Date: new Date(Date.now() + 60 * minuteMs).toUTCString() });
      assert.ok(Math.abs((ahead ?? 0) - (at - 60 * minuteMs)) < minuteMs, `${ahead}`);
      assert.equal(await sinceAt({}), undefined);
    });

    it('say why they cannot be read', async () => {
      const read = async (url = server.url): Promise<string> => {
        const found = await readAlerts('grafana', { url, credentials: { auth: 'bearer', secret: 't0ken' } }, never);
        return found.ok ? 'read' : found.error;
      };
      for (const [answer, words] of [
        [json('<!doctype html>', 200), 'the answer is a web page, not JSON'],
        [json('{"status":"succ', 200), 'the answer is not JSON'],
        [json({}, 401), 'it refuses the credentials (HTTP 401)'],
        [json({}, 500), 'it answers HTTP 500'],
        [json({ status: 'success' }), 'the answer is not one of Grafana'],
      ] as const) {
        server.answer = answer;
        assert.equal(await read(), words);
      }
      server.answer = (_request, response) => response.end(Buffer.alloc(100 * 1024 * 1024, ' '));
      assert.equal(await read(), 'the answer is larger than 4096 kB');
      assert.equal(await read('nowhere'), 'its address is none');
    });
  });
});
