import assert from 'node:assert/strict';
import { bundledRunbook, defaultRunbook, runbookFor } from '../../../../src/core/runbook/bundledRunbook.js';
import type { LoadedRunbook } from '../../../../src/core/runbook/loadedRunbook.js';
import { replicas, stackOf, teamRecords } from '../../support/stacks.js';

const loaded = (stack: string | undefined, folder: string): LoadedRunbook => ({
  runbook: { ...defaultRunbook, origin: 'file', stack },
  folder,
});

const inFolder = (workingDir: string) => {
  const [record] = replicas('web', 1);
  assert.ok(record);
  return stackOf({ ...record, origin: { ...record.origin, workingDir } });
};

describe('runbookFor', () => {
  it('gives the bundled runbook to the stack of its name, whatever runs of it', () => {
    assert.equal(runbookFor({ name: 'up-schedule-generator', services: [] }, []), bundledRunbook);
  });

  it('gives it to a stack with all of its services, and to none that lacks one', () => {
    assert.equal(runbookFor(stackOf(...teamRecords()), []), bundledRunbook);
    const [first, ...rest] = teamRecords();
    assert.equal(first?.service, 'frontend');
    assert.equal(runbookFor(stackOf(...rest), []), defaultRunbook);
    assert.equal(runbookFor(stackOf(...replicas('web', 1)), []), defaultRunbook);
  });

  it('gives a file to the stack that it names, wherever the file lies', () => {
    const team = loaded('team', '/elsewhere');
    assert.equal(runbookFor(stackOf(...teamRecords()), [loaded('other', '/srv/shop'), team]), team.runbook);
    assert.equal(runbookFor({ name: 'third', services: [] }, [team]), defaultRunbook);
  });

  it('gives a file that names no stack to the one whose project lies beside it', () => {
    const beside = loaded(undefined, '/srv/shop/');
    assert.equal(runbookFor(inFolder('/srv/shop'), [beside]), beside.runbook);
    assert.equal(runbookFor(inFolder('/srv/shop/inner'), [beside]), defaultRunbook);
    assert.equal(runbookFor(inFolder('/srv'), [beside]), defaultRunbook);
    assert.equal(runbookFor(inFolder(''), [loaded(undefined, '')]), defaultRunbook);
    assert.equal(runbookFor({ name: 'shop', services: [] }, [beside]), defaultRunbook);
  });

  it('compares the folders of Windows as the editor and Compose write them', () => {
    const beside = loaded(undefined, 'c:\\work\\shop');
    assert.equal(runbookFor(inFolder('C:\\work\\shop'), [beside]), beside.runbook);
    assert.equal(runbookFor(inFolder('D:\\work\\shop'), [beside]), defaultRunbook);
  });

  it('prefers a file that names the stack to one that lies beside it, and either to the bundled runbook', () => {
    const stack = inFolder('/srv/shop');
    const beside = loaded(undefined, '/srv/shop');
    const named = loaded(stack.name, '/elsewhere');
    assert.equal(runbookFor(stack, [beside, named]), named.runbook);
    const own = loaded('up-schedule-generator', '/x');
    assert.equal(runbookFor({ name: 'up-schedule-generator', services: [] }, [own]), own.runbook);
  });
});
