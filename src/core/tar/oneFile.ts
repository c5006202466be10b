/** A file as a tar has it. What it says of itself is hostile. */
export interface TarFile {
  readonly name: string;
  /** Rights, without the kind of file. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** When it was changed last, s. */
  readonly changedAt: number;
  readonly content: Uint8Array;
}

const block = 512;
const plain: readonly string[] = ['0', '\0'];
/** What a tar says beyond its fields, such as a longer name: it stands before the entry that it is of. */
const remark: readonly string[] = ['x', 'g'];

/**
 * The one file that a tar consists of. Undefined where there are several entries, where it is no plain file, and where the tar is cut off or not
 * understood. Of what stands beside the plain fields nothing is believed.
 */
export function readOneFile(tar: Uint8Array): TarFile | undefined {
  let found: TarFile | undefined;
  for (let at = 0; at + block <= tar.length;) {
    const header = tar.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) return found;
    const size = numberIn(header, 124, 12);
    const kind = String.fromCharCode(header[156] ?? 0);
    if (size === undefined || numberIn(header, 148, 8) !== sumOf(header)) return undefined;
    const end = at + block + size;
    if (end > tar.length) return undefined;
    if (!remark.includes(kind)) {
      if (found || !plain.includes(kind)) return undefined;
      found = fileOf(header, tar.slice(at + block, end));
      if (!found) return undefined;
    }
    at = at + block + Math.ceil(size / block) * block;
  }
  return found;
}

function fileOf(header: Uint8Array, content: Uint8Array): TarFile | undefined {
  const [mode, uid, gid] = [numberIn(header, 100, 8), numberIn(header, 108, 8), numberIn(header, 116, 8)];
  if (mode === undefined || uid === undefined || gid === undefined) return undefined;
  // Some leave it out, and nothing depends on it.
  const changedAt = numberIn(header, 136, 12) ?? 0;
  const name = textIn(header, 345, 155) === '' ? textIn(header, 0, 100) : '';
  return name === '' ? undefined : { name, mode: mode & 0o7777, uid, gid, changedAt, content };
}

/** A tar of that file alone; undefined where its name or a number has no room in one. */
export function writeOneFile({ name, mode, uid, gid, changedAt, content }: TarFile): Uint8Array | undefined {
  const tar = new Uint8Array(block + Math.ceil(content.length / block) * block + 2 * block);
  const fields = [
    putText(tar, 0, 100, name),
    putNumber(tar, 100, 8, mode),
    putNumber(tar, 108, 8, uid),
    putNumber(tar, 116, 8, gid),
    putNumber(tar, 124, 12, content.length),
    putNumber(tar, 136, 12, changedAt),
    putText(tar, 156, 1, '0'),
    putText(tar, 257, 8, 'ustar\x0000'),
  ];
  if (!fields.every(Boolean)) return undefined;
  putNumber(tar, 148, 8, sumOf(tar.subarray(0, block)));
  tar.set(content, block);
  return tar;
}

/** Of all bytes of a header, the sum itself as if it were blank. */
const sumOf = (header: Uint8Array): number =>
  header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);

function textIn(header: Uint8Array, at: number, length: number): string {
  const bytes = header.subarray(at, at + length);
  const end = bytes.indexOf(0);
  return String.fromCharCode(...(end < 0 ? bytes : bytes.subarray(0, end)));
}

/** Octal, as all tars write what is not enormous. */
function numberIn(header: Uint8Array, at: number, length: number): number | undefined {
  const text = textIn(header, at, length).trim();
  return /^[0-7]{1,11}$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

function putText(tar: Uint8Array, at: number, length: number, text: string): boolean {
  if (text.length > length || !/^[\x20-\x7e\0]+$/.test(text)) return false;
  tar.set(bytesOf(text), at);
  return true;
}

function putNumber(tar: Uint8Array, at: number, length: number, value: number): boolean {
  const text = value.toString(8).padStart(length - 1, '0');
  return Number.isSafeInteger(value) && value >= 0 && text.length < length && putText(tar, at, length, text);
}

/** Of plain ASCII. */
export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
