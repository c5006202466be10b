import { bytesOf, readOneFile, writeOneFile, type TarFile } from '../../tar/oneFile.js';

/** Where `ALTER SYSTEM` writes, in the database's data folder. */
export const settingsFile = 'postgresql.auto.conf';
/** That file as it was before a limit was set. PostgreSQL reads nothing of this name. */
export const copyFile = `${settingsFile}.scalebook`;

/** A limit that a database is given in place of another. */
export interface LimitChange {
  readonly from: number;
  readonly to: number;
}

/**
 * What to keep beside a settings file before a change, as tars. The copy ends with a line that names the change: one that was cut off while it was
 * written, or is of an earlier change, has another end and is none. Undefined where the tar is of anything but that file.
 */
export function copyOfSettings(
  tar: Uint8Array,
  change: LimitChange,
): { readonly copy: Uint8Array; readonly settings: Uint8Array } | undefined {
  const file = named(tar, settingsFile);
  if (!file) return undefined;
  const content = joined(file.content, lastLine(change));
  const [copy, settings] = [writeOneFile({ ...file, name: copyFile, content }), writeOneFile(file)];
  return copy && settings && { copy, settings };
}

/**
 * The settings file that such a copy leads to, as a tar to put into the same folder. Undefined for what is no copy of before this change. Whatever else
 * stands in the tar, it leads to that one plain file and to nothing beside it.
 */
export function settingsOfCopy(tar: Uint8Array, change: LimitChange): Uint8Array | undefined {
  const file = named(tar, copyFile);
  const line = lastLine(change);
  if (!file || file.content.length < line.length) return undefined;
  const end = file.content.length - line.length;
  if (line.some((byte, index) => file.content[end + index] !== byte)) return undefined;
  return writeOneFile({ ...file, name: settingsFile, content: file.content.slice(0, end) });
}

/** What takes the place of a copy that cannot be deleted: nothing leads back from it. */
export const noCopy = (): Uint8Array | undefined =>
  writeOneFile({ name: copyFile, mode: 0o600, uid: 0, gid: 0, changedAt: 0, content: new Uint8Array() });

function named(tar: Uint8Array, name: string): TarFile | undefined {
  const file = readOneFile(tar);
  return file?.name === name ? file : undefined;
}

const lastLine = ({ from, to }: LimitChange): Uint8Array =>
  bytesOf(`\n# Kept by Scalebook before max_connections was to go from ${from} to ${to}.\n`);

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
