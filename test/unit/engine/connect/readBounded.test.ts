import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { readBounded } from '../../../../src/engine/connect/readBounded.js';

describe('an answer of an engine', () => {
  const answer = (source: Iterable<Buffer>): IncomingMessage => Readable.from(source) as unknown as IncomingMessage;

  it('is read whole up to its bound', async () => {
    assert.equal(String(await readBounded(answer([Buffer.from('ab'), Buffer.from('cd')]), 4)), 'abcd');
  });

  it('is given up, connection and all, when it never ends', async () => {
    let sent = 0;
    const endless = answer(
      (function* () {
        for (;;) {
          sent += 1;
          yield Buffer.alloc(1000);
        }
      })(),
    );
    await assert.rejects(readBounded(endless, 50_000), /longer than 50000 bytes/);
    assert.ok(sent < 100, `${sent} pieces were taken`);
    assert.equal(endless.destroyed, true);
  });
});
