const blockBytes = 512;
const field = { name: [0, 100], mode: [100, 8], uid: [108, 8], gid: [116, 8], size: [124, 12] } as const;
const checksum = [148, 8] as const;
const kindAt = 156;
const regular = 0x30;

/** One file as a tar, the way an engine gives it out. */
export function tarOf(name: string, text: string, uid: number): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.alloc(blockBytes);
  const octal = ([start, length]: readonly [number, number], value: number): void =>
    void header.write(value.toString(8).padStart(length - 1, '0'), start);
  header.write(name.slice(0, 99), field.name[0]);
  octal(field.mode, 0o600);
  octal(field.uid, uid);
  octal(field.gid, uid);
  octal(field.size, content.length);
  header[kindAt] = regular;
  header.write('ustar\u000000', 257);
  // By the format the checksum is taken over the header with spaces in the checksum's own place.
  header.fill(0x20, checksum[0], checksum[0] + checksum[1]);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, checksum[0]);
  const padding = Buffer.alloc((blockBytes - (content.length % blockBytes)) % blockBytes);
  return Buffer.concat([header, content, padding, Buffer.alloc(2 * blockBytes)]);
}

/** The plain files of a tar. What is cut off is left out. */
export function filesIn(tar: Buffer): readonly { readonly name: string; readonly text: string }[] {
  const files: { name: string; text: string }[] = [];
  for (let at = 0; at + blockBytes <= tar.length && tar[at] !== 0;) {
    const text = ([start, length]: readonly [number, number]): string =>
      tar.toString('utf8', at + start, at + start + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(field.size), 8);
    const from = at + blockBytes;
    if (!(size >= 0) || from + size > tar.length) break;
    const kind = tar[at + kindAt];
    if (kind === regular || kind === 0)
      files.push({ name: text(field.name), text: tar.toString('utf8', from, from + size) });
    at = from + Math.ceil(size / blockBytes) * blockBytes;
  }
  return files;
}
