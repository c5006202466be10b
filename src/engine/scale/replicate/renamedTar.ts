const HEADER_BYTES = 512;
const NAME_BYTES = 100;
const CHECKSUM = { start: 148, end: 156 } as const;

/** A tar whose first entry has another name, at most 100 bytes long. */
export function renamedTar(tar: Buffer, name: string): Buffer {
  const renamed = Buffer.from(tar);
  renamed.fill(0, 0, NAME_BYTES);
  renamed.write(name, 0, NAME_BYTES);
  // By the format the checksum is taken over the header with spaces in the checksum's own place.
  renamed.fill(0x20, CHECKSUM.start, CHECKSUM.end);
  const sum = renamed.subarray(0, HEADER_BYTES).reduce((total, byte) => total + byte, 0);
  renamed.write(`${sum.toString(8).padStart(6, '0')}\0 `, CHECKSUM.start);
  return renamed;
}
