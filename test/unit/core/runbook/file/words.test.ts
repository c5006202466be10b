import assert from 'node:assert/strict';
import fc from 'fast-check';
import { durationMs, durationText, longestMs } from '../../../../../src/core/runbook/file/text/duration.js';
import { localTime } from '../../../../../src/core/runbook/file/text/localTime.js';
import { sizeBytes, sizeText } from '../../../../../src/core/runbook/file/text/size.js';
import { suggestion } from '../../../../../src/core/runbook/file/text/suggestion.js';
import { daysOf, daysText } from '../../../../../src/core/runbook/file/text/weekTime.js';
import { isWebAddress, withoutCredentials } from '../../../../../src/core/runbook/file/text/webAddress.js';

describe('durations of a runbook file', () => {
  it('are read as people write them', () => {
    const cases: Readonly<Record<string, number | undefined>> = {
      '10m': 600_000,
      '30 s': 30_000,
      '1h': 3_600_000,
      '3d': 259_200_000,
      '1w': 604_800_000,
      '2 weeks': 1_209_600_000,
      '1h 30min': 5_400_000,
      '1.5h': 5_400_000,
      '250ms': 250,
      '0s': 0,
      '10': undefined,
      '': undefined,
      '5 mins': undefined,
      '-5m': undefined,
      '1m and 5s': undefined,
    };
    for (const [text, ms] of Object.entries(cases)) assert.equal(durationMs(text), ms, text);
  });

  it('are written so that they are read back, in the largest unit that fits', () => {
    assert.deepEqual([0, 1, 1500, 60_000, 5_400_000, 86_400_000, 1_209_600_000].map(durationText), [
      '0s',
      '1ms',
      '1500ms',
      '1m',
      '90m',
      '1d',
      '2w',
    ]);
    fc.assert(fc.property(fc.integer({ min: 0, max: longestMs }), (ms) => durationMs(durationText(ms)) === ms));
  });
});

describe('sizes of a runbook file', () => {
  it('are counted as Docker counts them', () => {
    const cases: Readonly<Record<string, number | undefined>> = {
      '512MB': 512 * 1024 ** 2,
      '2GiB': 2 * 1024 ** 3,
      '2g': 2 * 1024 ** 3,
      '1.5 GB': 1.5 * 1024 ** 3,
      '100B': 100,
      '512': undefined,
      '2 XB': undefined,
      '-1MB': undefined,
    };
    for (const [text, bytes] of Object.entries(cases)) assert.equal(sizeBytes(text), bytes, text);
  });

  it('are written so that they are read back', () => {
    assert.deepEqual([0, 1000, 1024 ** 2, 3 * 1024 ** 3].map(sizeText), ['0B', '1000B', '1MiB', '3GiB']);
    fc.assert(fc.property(fc.nat({ max: 10 ** 12 - 1 }), (bytes) => sizeBytes(sizeText(bytes)) === bytes));
  });
});

describe('days of a runbook file', () => {
  it('are written as people do: three and more in a row by the first and the last', () => {
    const text = {
      'mon-fri': [1, 2, 3, 4, 5],
      'mon-wed': [1, 2, 3],
      'sat, sun': [6, 7],
      daily: [1, 2, 3, 4, 5, 6, 7],
    } as const;
    for (const [written, days] of Object.entries(text)) {
      assert.equal(daysText(days), written);
      assert.deepEqual(daysOf(written), days);
    }
    assert.equal(daysOf('mon, mon-wed'), undefined);
  });
});

describe('dates of a runbook file', () => {
  it('are those of the calendar', () => {
    assert.equal(localTime('2026-09-01'), '2026-09-01T00:00');
    assert.equal(localTime('2026-09-01 08:30'), '2026-09-01T08:30');
    assert.equal(localTime('2028-02-29T23:59'), '2028-02-29T23:59');
    for (const wrong of [
      '2026-02-29',
      '2100-02-29',
      '2026-13-01',
      '2026-04-31',
      '2026-00-10',
      '2026-01-00',
      '2026-01-01T24:00',
      '2026-01-01T08:60',
      '2026-01-01T08:00Z',
      '1.9.2026',
    ]) {
      assert.equal(localTime(wrong), undefined, wrong);
    }
  });
});

describe('addresses of a runbook file', () => {
  it('are http or https, with a host and a port that exists', () => {
    for (const good of [
      'http://localhost',
      'https://a.test:8443/x?y=1#z',
      'http://[::1]:9090/',
      'http://pdf_worker:5001',
      'http://a/@b',
    ]) {
      assert.ok(isWebAddress(good) && withoutCredentials.test(good), good);
    }
    for (const bad of [
      'localhost:9090',
      'ftp://a',
      'http://',
      'http:///x',
      'http://a:0',
      'http://a:65536',
      'http://a b',
      'http://a\\b',
      'javascript:alert(1)',
      'http://a\n.test',
    ]) {
      assert.ok(!isWebAddress(bad), bad);
    }
    for (const secret of ['http://u:p@a.test', 'https://token@a.test/x'])
      assert.ok(!withoutCredentials.test(secret), secret);
  });
});

describe('suggestion', () => {
  it('finds the word that was meant, and none where nothing is near', () => {
    const known = ['threshold', 'warning', 'critical', 'metric', 'min', 'max'];
    assert.equal(suggestion('treshold', known), 'threshold');
    assert.equal(suggestion('warnign', known), 'warning');
    assert.equal(suggestion('Metric', known), 'metric');
    assert.equal(suggestion('mix', known), 'min');
    assert.equal(suggestion('colour', known), undefined);
    assert.equal(suggestion('x'.repeat(10_000), known), undefined);
    assert.equal(suggestion('min', []), undefined);
  });
});
