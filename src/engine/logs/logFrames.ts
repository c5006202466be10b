const HEADER_BYTES = 8;
const STDERR = 2;

/**
 * Takes apart the frames in which the engine interleaves stdout and stderr of a container without a terminal. A frame's payload
 * is passed on as it comes, so that no length in a header can make it hold a frame in memory.
 */
export class LogFrames {
  private header = Buffer.alloc(HEADER_BYTES);
  private headerBytes = 0;
  private payloadLeft = 0;
  private stream: 'stdout' | 'stderr' = 'stdout';

  constructor(private readonly onPayload: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void) {}

  push(chunk: Uint8Array): void {
    let rest = chunk;
    while (rest.length > 0) rest = this.payloadLeft > 0 ? this.takePayload(rest) : this.takeHeader(rest);
  }

  private takePayload(bytes: Uint8Array): Uint8Array {
    const taken = bytes.subarray(0, this.payloadLeft);
    this.payloadLeft -= taken.length;
    this.onPayload(this.stream, taken);
    return bytes.subarray(taken.length);
  }

  private takeHeader(bytes: Uint8Array): Uint8Array {
    const taken = bytes.subarray(0, HEADER_BYTES - this.headerBytes);
    this.header.set(taken, this.headerBytes);
    this.headerBytes += taken.length;
    if (this.headerBytes === HEADER_BYTES) {
      this.headerBytes = 0;
      this.stream = this.header.readUInt8(0) === STDERR ? 'stderr' : 'stdout';
      this.payloadLeft = this.header.readUInt32BE(4);
    }
    return bytes.subarray(taken.length);
  }
}
