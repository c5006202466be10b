import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LogFrames } from '../../../../src/engine/logs/logFrames.js';

function frame(stream: number, payload: string): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(Buffer.byteLength(payload), 4);
  return Buffer.concat([header, Buffer.from(payload)]);
}

describe('LogFrames', () => {
  it('takes the streams apart however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(1, 2), fc.string())),
        fc.integer({ min: 1, max: 9 }),
        (frames, size) => {
          const bytes = Buffer.concat(frames.map(([stream, payload]) => frame(stream, payload)));
          const read = { stdout: '', stderr: '' };
          const split = new LogFrames((stream, payload) => (read[stream] += Buffer.from(payload).toString('latin1')));
          for (let at = 0; at < bytes.length; at += size) split.push(bytes.subarray(at, at + size));
          const expected = (wanted: number): string =>
            Buffer.concat(frames.filter(([stream]) => stream === wanted).map(([, text]) => Buffer.from(text))).toString(
              'latin1',
            );
          assert.deepEqual(read, { stdout: expected(1), stderr: expected(2) });
        },
      ),
    );
  });

  it('passes on a payload whose header promises 4 GB', () => {
    const header = Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
    let bytes = 0;
    const split = new LogFrames((_stream, payload) => (bytes += payload.length));
    split.push(Buffer.concat([header, Buffer.alloc(5000)]));
    assert.equal(bytes, 5000);
  });
});
