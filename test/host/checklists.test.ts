import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readChecklist } from '../../src/core/checklist/markdown/main.js';
import { tasksIn } from '../../src/core/checklist/tasksIn.js';
import { EditorDocuments } from '../../src/editor/checklist/editorDocuments.js';
import { fenceTerminal } from '../../src/editor/terminals/fenceTerminal.js';
import { errors, exists, inRoot, show, stays, textOf, type, write } from './support/runbookFiles.js';
import { extension, until } from './support/scalebook.js';

const file = inRoot('steps.md');
const source = { from: 'file', uri: file.toString() } as const;
const bundled = (): vscode.Uri => vscode.Uri.joinPath(extension().extensionUri, 'media/scaling-checklist.md');
const warnings = (): readonly string[] =>
  vscode.languages
    .getDiagnostics(file)
    .filter((one) => one.source === 'Scalebook')
    .map(({ range, message }) => `${range.start.line}:${range.start.character} ${message}`);

async function labelsAt(text: string): Promise<readonly string[]> {
  // As it is in the editor, where an earlier text of it may not be saved.
  const { document } = await vscode.window.showTextDocument(file);
  const offset = text.indexOf('|');
  await type(document, text.replace('|', ''));
  const found = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    file,
    document.positionAt(offset),
  );
  // The editor's own snippets for Markdown are beside them.
  const own = found.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Snippet);
  return own.flatMap(({ label }) =>
    typeof label !== 'string' && label.description !== undefined ? [`${label.label}: ${label.description}`] : [],
  );
}

async function forget(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
}

describe('checklist files', () => {
  afterEach(forget);

  describe('in a terminal', () => {
    const out = inRoot('out.txt');
    const open = (text: string): void =>
      fenceTerminal(
        {
          shell: 'sh',
          text,
          folder: inRoot().fsPath,
          environment: { DOCKER_CONTEXT: 'far', DOCKER_HOST: null },
        },
        'far',
      );
    const written = async (): Promise<string> => ((await exists(out)) ? textOf(out) : '');
    afterEach(async () => {
      for (const terminal of vscode.window.terminals) if (terminal.name === 'Docker: far') terminal.dispose();
      await vscode.workspace.fs.delete(out).then(undefined, () => undefined);
    });

    it('have a command of several lines sent, in its folder and pointed to its context', async () => {
      open('printf %s "[$DOCKER_CONTEXT][$DOCKER_HOST]" > out.part\nmv out.part out.txt');
      let found = '';
      await until('the command was run', () => {
        void written().then((text) => (found = text));
        return found !== '';
      });
      assert.equal(found, '[far][]');
    });

    it('have a command of one line left for a person to send', async () => {
      open('echo sent > out.txt');
      await until('the terminal is there', () => vscode.window.terminals.some(({ name }) => name === 'Docker: far'));
      let found = '';
      await stays('nobody sent it', () => {
        void written().then((text) => (found = text));
        return found === '';
      });
    });
  });

  describe('while they are written', () => {
    it('offer keys, then ids with what they stand for, behind a box and nowhere else', async () => {
      await write(file, '# Steps\n');
      const keys = await labelsAt('- [ ] a <!-- |');
      assert.deepEqual(keys, [
        'check: what ticks the item by itself',
        'action: what a button on the item does',
        'when: when the item applies at all',
      ]);
      const checks = await labelsAt('- [ ] a <!-- check: re| -->');
      assert.ok(checks.includes('replicas-healthy: Every replica runs and is healthy'), checks.join('\n'));
      assert.deepEqual((await labelsAt('- [ ] a <!-- when: |')).length, 4);
      assert.deepEqual(await labelsAt('a <!-- check: |'), []);
    });

    it('show what their bindings get wrong, at its place, until it is mended', async () => {
      await write(file, '# Steps\n\n- [ ] a <!-- check: replica-healthy -->\n- [ ] b <!-- owner: me -->\n');
      const document = await show(file);
      await until('the mistakes show', () => warnings().length === 2);
      assert.deepEqual(warnings(), [
        '2:20 There is no check replica-healthy; is it replicas-healthy?',
        '3:13 Scalebook knows no owner behind an item; it knows check, action, when.',
      ]);
      await type(document, '- [ ] a <!-- check: replicas-healthy -->\n');
      await until('the mistakes are gone', () => warnings().length === 0);
    });

    it('leave alone what has no binding of Scalebook', async () => {
      await write(file, '- [ ] a <!-- owner: me -->\n');
      await show(file);
      // What was told of the text before is taken back first.
      await until('nothing is left of the text before', () => errors(file).length === 0);
      await stays('nothing is told of it', () => errors(file).length === 0);
    });
  });

  describe('as they are read', () => {
    const read = async (documents: EditorDocuments): Promise<string> => {
      const found = await documents.read(source);
      return found.ok
        ? tasksIn(found.value.blocks)
            .map(({ text }) => text)
            .join(', ')
        : found.error.reason;
    };
    const make = (): EditorDocuments => new EditorDocuments(bundled(), () => Promise.resolve({ readChecklist }));

    it('are what an editor has of them, or else what is on disk', async () => {
      const documents = make();
      assert.equal(await read(documents), 'gone');
      await write(file, '- [ ] saved\n');
      assert.equal(await read(documents), 'saved');
      await type(await show(file), '- [ ] typed\n');
      assert.equal(await read(documents), 'typed');
      await forget();
      assert.equal(await read(documents), 'gone');
    });

    it('are refused where they are no text, or too much of it', async () => {
      await write(file, 'a\0b');
      assert.equal(await read(make()), 'unreadable');
      await write(file, 'x'.repeat(4_000_001));
      assert.equal(await read(make()), 'too-large');
    });

    it('tell of what is typed, saved and deleted, and of nothing once nobody listens', async () => {
      let changes = 0;
      const rises = async (what: string, change: () => Thenable<unknown>): Promise<void> => {
        const before = changes;
        await change();
        await until(what, () => changes > before);
      };
      await write(file, '- [ ] one\n');
      const following = make().follow(source, () => (changes += 1));
      try {
        await rises('what changed on disk', () => write(file, '- [ ] two\n'));
        const document = await show(file);
        await rises('what was typed', () => type(document, '- [ ] three\n'));
        await rises('that it was deleted', forget);
      } finally {
        following.dispose();
      }
      const before = changes;
      await write(file, '- [ ] four\n');
      await stays('nobody listens', () => changes === before);
    });

    it('include the bundled one', async () => {
      const found = await make().read({ from: 'bundled' });
      assert.equal(found.ok && found.value.title, 'Scaling checklist');
      assert.ok(found.ok && tasksIn(found.value.blocks).length === 70);
    });
  });
});
