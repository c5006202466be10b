import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { bytesOf, readOneFile, writeOneFile, type TarFile } from '../../../../src/core/tar/oneFile.js';

const file: TarFile = {
  name: 'postgresql.auto.conf',
  mode: 0o600,
  uid: 70,
  gid: 71,
  changedAt: 1_700_000_000,
  content: bytesOf("max_connections = '100'\n"),
};

function tarOf(one: TarFile): Uint8Array {
  const tar = writeOneFile(one);
  assert.ok(tar);
  return tar;
}

describe('a tar of one file', () => {
  let folder = '';
  const run = (...args: readonly string[]): Buffer => execFileSync('tar', ['-C', folder, ...args]);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'scalebook-tar-'));
    writeFileSync(join(folder, 'a'), 'one\n', { mode: 0o640 });
    writeFileSync(join(folder, 'b'), 'two\n');
    symlinkSync('/etc/passwd', join(folder, 'link'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is read as it was written, whatever is in the file', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1200 }), fc.nat(0o7777), fc.nat(2_000_000), (content, mode, uid) => {
        const one = { ...file, content, mode, uid };
        assert.deepEqual(readOneFile(tarOf(one)), one);
      }),
    );
  });

  it('is understood by tar, and tar by it', () => {
    const ours = join(folder, 'ours.tar');
    writeFileSync(ours, tarOf(file));
    assert.match(
      run('--list', '--verbose', '--numeric-owner', '--file', ours).toString(),
      /^-rw------- 70\/71 +24 .* postgresql\.auto\.conf\n$/,
    );
    run('--extract', '--no-same-owner', '--file', ours);
    assert.equal(readFileSync(join(folder, file.name), 'utf8'), "max_connections = '100'\n");
    for (const format of ['ustar', 'gnu', 'pax']) {
      const read = readOneFile(new Uint8Array(run('--create', '--file=-', `--format=${format}`, 'a')));
      const { uid, gid, mtimeMs } = statSync(join(folder, 'a'));
      const expected = { name: 'a', mode: 0o640, uid, gid, changedAt: Math.floor(mtimeMs / 1000) };
      assert.deepEqual(read, { ...expected, content: bytesOf('one\n') }, format);
    }
  });

  it('is none where there are several entries, or something else than a plain file', () => {
    for (const names of [['a', 'b'], ['.'], ['link']])
      assert.equal(readOneFile(run('--create', '--file=-', ...names)), undefined);
    assert.equal(readOneFile(new Uint8Array(1024)), undefined);
  });

  it('is none where it is cut off or was changed', () => {
    const tar = tarOf({ ...file, content: new Uint8Array(700) });
    for (const length of [0, 511, 512, 1100, 1211])
      assert.equal(readOneFile(tar.slice(0, length)), undefined, `${length}`);
    const changed = tar.slice();
    changed[0] = 88;
    assert.equal(readOneFile(changed), undefined);
  });

  it('takes no other name from what stands beside its fields', () => {
    const long = 'x'.repeat(120);
    writeFileSync(join(folder, long), '');
    const read = readOneFile(run('--create', '--file=-', '--format=pax', long));
    assert.notEqual(read?.name, long);
    assert.equal(writeOneFile({ ...file, name: long }), undefined);
    assert.equal(writeOneFile({ ...file, name: 'naïve' }), undefined);
    assert.equal(writeOneFile({ ...file, uid: 3_000_000 }), undefined);
  });

  it('survives any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => void readOneFile(bytes)));
  });
});
