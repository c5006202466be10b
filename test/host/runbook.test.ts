import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  errors,
  file,
  forgetRunbooks,
  good,
  inForce,
  noneInForce,
  openSidebarWithoutRunbook,
  row,
  services,
  show,
  stays,
  stack,
  beside,
  broken,
  textOf,
  type,
  write,
} from './support/runbookFiles.js';
import { until } from './support/scalebook.js';

describe('runbook file', () => {
  before(openSidebarWithoutRunbook);
  afterEach(forgetRunbooks);

  describe('in force', () => {
    it('gives titles, limits and order to the rows, as soon as it is there', async () => {
      await write(file, good);
      await until('the limits are on the row', () => inForce('1/1/7'));
      assert.deepEqual(
        services().map(({ label }) => label),
        ['Storefront', 'Other services'],
      );
      assert.match(row('Storefront')?.spoken ?? '', /minimum 1, baseline 1, maximum 7/);
      await write(file, good.replace('max: 7', 'max: 9'));
      await until('what changed on disk is in force', () => inForce('1/1/9'));
      assert.deepEqual(errors(file), []);
    });

    it('shows a mistake at its place, until it is mended in the editor', async () => {
      await write(file, broken);
      const document = await show(file);
      await until('the mistake shows', () => errors(file).length > 0);
      const [error, ...more] = errors(file);
      assert.deepEqual(more, []);
      assert.equal(error?.source, 'Scalebook');
      assert.equal(error.severity, vscode.DiagnosticSeverity.Error);
      assert.match(error.message, /a whole number from 0 to 10000/);
      assert.deepEqual([error.range.start.line, error.range.end.line], [5, 5]);
      assert.equal(document.getText(error.range), 'seven');
      await stays('nothing of a broken file is in force', noneInForce);

      await type(document, good);
      assert.ok(document.isDirty);
      await until('the mistake is gone', () => errors(file).length === 0);
      await stays('what is only typed is not in force', noneInForce);
      assert.equal(await textOf(file), broken, 'it was saved');
      assert.ok(await document.save());
      await until('what was saved is in force', () => inForce('1/1/7'));
    });

    it('stays in force as it was last good, while it is broken', async () => {
      await write(file, good);
      await until('the good one is in force', () => inForce('1/1/7'));
      await write(file, broken.replace('Storefront', 'Shop').replace('min: 1', 'min: 2'));
      await until('the mistake shows', () => errors(file).length === 1);
      await stays('the last good one is in force', () => inForce('1/1/7'));
      assert.equal(row('Shop'), undefined);
      await write(file, good.replace('max: 7', 'max: 8'));
      await until('mended, it is in force', () => inForce('1/1/8'));
      assert.deepEqual(errors(file), []);
    });

    it('takes its mistakes along when it is deleted', async () => {
      await write(file, broken);
      await until('the mistake shows', () => errors(file).length === 1);
      await vscode.workspace.fs.delete(file);
      await until('the mistake is gone', () => errors(file).length === 0);
    });

    it('is found beside the Compose file too, and needs no name there', async () => {
      await write(beside('scalebook.yml'), good.replace(`stack: ${stack}\n`, ''));
      await until('it is in force', () => inForce('1/1/7'));
    });
  });

  describe('help in the editor', () => {
    const helped = `stack: ${stack}\nservices:\n  web:\n    min: 1\n    \n    max: 3\nnotifications:\n  from: \n`;

    const completions = async (line: number, column: number): Promise<readonly vscode.CompletionItem[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        file,
        new vscode.Position(line, column),
      );
      // The editor adds words of the document on its own.
      return list.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text);
    };

    const docs = ({ documentation }: vscode.CompletionItem): string =>
      typeof documentation === 'string' ? documentation : (documentation?.value ?? '');

    it('offers the keys that are not there yet, with what they mean', async () => {
      await write(file, helped);
      await show(file);
      const found = await completions(4, 4);
      assert.deepEqual(
        found.map(({ label }) => label),
        ['baseline', 'connectionsPerReplica', 'health', 'memoryPerReplica', 'targets', 'title'],
      );
      const baseline = found.find(({ label }) => label === 'baseline');
      assert.equal(baseline?.kind, vscode.CompletionItemKind.Property);
      assert.equal(baseline.insertText, 'baseline: ');
      assert.match(docs(baseline), /Replicas in normal times/);
    });

    it('offers the values of a key, with what it is for', async () => {
      await write(file, helped);
      await show(file);
      const found = await completions(7, 8);
      assert.deepEqual(
        found.map(({ label, kind, insertText }) => [label, kind, insertText]),
        ['prepare', 'scale-now', 'scale-proactively'].map((value) => [
          value,
          vscode.CompletionItemKind.EnumMember,
          value,
        ]),
      );
      for (const item of found) assert.match(docs(item), /The least that is told of/);
    });

    it('writes no second colon where a key has one', async () => {
      await write(file, helped);
      await show(file);
      const found = await completions(5, 5);
      assert.equal(found.find(({ label }) => label === 'max')?.insertText, 'max');
    });

    it('explains the key under the mouse', async () => {
      await write(file, helped);
      await show(file);
      const hovers = (line: number, column: number): Thenable<readonly vscode.Hover[]> =>
        vscode.commands.executeCommand('vscode.executeHoverProvider', file, new vscode.Position(line, column));
      const [hover, ...more] = await hovers(5, 5);
      assert.deepEqual(more, []);
      const [words] = hover?.contents ?? [];
      assert.ok(words instanceof vscode.MarkdownString);
      assert.match(words.value.replaceAll('&nbsp;', ' '), /^Most replicas/);
      assert.deepEqual(hover?.range, new vscode.Range(5, 4, 5, 7));
      assert.deepEqual(await hovers(2, 3), [], 'a name that people gave');
    });
  });
});
