import assert from 'node:assert/strict';
import { parseEngineEvent } from '../../../../src/engine/events/engineEvent.js';
import { sinceParameter } from '../../../../src/engine/events/followEvents.js';
import { recordedText } from '../recorded/recorded.js';

const line = (changes: Record<string, unknown> = {}, attributes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    Type: 'container',
    Action: 'die',
    Actor: {
      ID: 'c1',
      Attributes: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web', ...attributes },
    },
    timeNano: 17954906340,
    ...changes,
  });

describe('parseEngineEvent', () => {
  for (const version of ['1.41', '1.45']) {
    it(`reads events of API ${version} with all digits of their time`, () => {
      const lines = recordedText(`events-${version}.ndjson`).trim().split('\n');
      for (const text of lines) {
        const event = parseEngineEvent(text);
        assert.equal(event?.action, 'health_status');
        assert.deepEqual([event.project, event.service], ['record', 'web']);
        assert.ok(text.endsWith(`"timeNano":${event.timeNano}}`));
      }
    });
  }

  it('is not misled about the time by a label', () => {
    const event = parseEngineEvent(line({}, { timeNano: '1', label: '","timeNano":2,"' }));
    assert.equal(event?.timeNano, '17954906340');
  });

  it('skips what is no event of a container of Compose', () => {
    for (const text of [
      '',
      'nonsense',
      '[]',
      line({ Type: 'network' }),
      line({ timeNano: 'soon' }),
      line({}, { 'com.docker.compose.project': undefined }),
      line({}, { 'com.docker.compose.service': '' }),
    ]) {
      assert.equal(parseEngineEvent(text), undefined);
    }
  });

  it('asks for events since a moment with all its digits', () => {
    assert.equal(sinceParameter('1795490634013300128'), '1795490634.013300128');
    assert.equal(sinceParameter('5'), '0.000000005');
  });
});
