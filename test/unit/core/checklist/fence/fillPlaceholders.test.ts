import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import type { FenceShell } from '../../../../../src/core/checklist/fence/fenceShell.js';
import { fillPlaceholders } from '../../../../../src/core/checklist/fence/fillPlaceholders.js';
import { runSubject } from '../../../support/runSubjects.js';

const fill = (text: string, changes = {}, shell: FenceShell = 'bash') =>
  fillPlaceholders(text, shell, runSubject(changes));
const textOf = (...args: Parameters<typeof fill>): string => fill(...args).text;
const problemsOf = (...args: Parameters<typeof fill>): readonly string[] =>
  fill(...args).problems.map(({ problem, name }) => `${problem} ${name}`);

describe('the placeholders of a command', () => {
  it('are filled from the run', () =>
    assert.deepEqual(fill('{{service}} {{ target }} {{from}} {{stack}} {{context}}'), {
      text: 'pdf-worker 10 3 shop default',
      problems: [],
    }));

  it('are told of where nobody knows them, or the run has nothing, each once', () => {
    assert.deepEqual(problemsOf('{{service}} {{replicas}} {{target}} {{target}}', { service: '', target: undefined }), [
      'missing service',
      'unknown replicas',
      'missing target',
    ]);
    assert.equal(textOf('a {{replicas}} b {{service}}', { service: '' }), 'a {{replicas}} b {{service}}');
  });

  it('leave the templates of the Docker CLI alone', () => {
    const text = `docker stats --format '{{.Name}} {{json .}} {{range .Ports}}x{{else}}y{{end}}'`;
    assert.deepEqual(fill(text), { text, problems: [] });
  });

  it('take 0 for a number like any other', () => assert.equal(textOf('{{target}}', { target: 0 }), '0'));

  it('are quoted where a value has more than plain characters', () => {
    const value = { service: "a 'b' $c" };
    assert.equal(textOf('x {{service}}', value), `x 'a '\\''b'\\'' $c'`);
    assert.equal(textOf(`x "{{service}}"`, value), `x "a 'b' \\$c"`);
    assert.equal(textOf(`x '{{service}}'`, value), `x 'a '\\''b'\\'' $c'`);
    assert.equal(textOf('x {{service}}', value, 'powershell'), `x 'a ''b'' $c'`);
    assert.equal(textOf('x "{{service}}"', value, 'powershell'), `x "a 'b' \`$c"`);
  });

  for (const [shell, text, service] of [
    ['bash', '{{service}}', '-rf'],
    ['bash', '{{service}}', 'a\nb'],
    ['bash', 'x $(y {{service}})', 'a b'],
    ['bash', 'x `y {{service}}`', 'a b'],
    ['bash', 'cat <<E\n{{service}}\nE', 'a b'],
    ['bash', "# don't\nx {{service}}", 'a b'],
    ['bash', 'x "{{service}}"', 'a!b'],
    ['bash', 'x \\{{service}}', 'a b'],
    ['powershell', '@"\n{{service}}\n"@', 'a b'],
    ['powershell', '{{service}}', 'a\u2019b'],
    ['powershell', '{{service}}', 'a"b'],
    ['cmd', '{{service}}', 'a b'],
    ['cmd', '{{service}}', '%PATH%'],
    ['cmd', '{{service}}', 'a&b'],
  ] as const)
    it(`are refused where ${JSON.stringify(service)} cannot be written safely into ${JSON.stringify(text)} of ${shell}`, () =>
      assert.deepEqual(problemsOf(text, { service }, shell), ['unsafe service']));

  it('are one word to a real shell, whatever the value is', () => {
    const values = fc.oneof(
      fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }),
      fc.constantFrom('$(touch x)', '`id`', '"; id; "', "'; id; '", '\\', "\\'", '*', '~', '!!', 'a\\', '#', '{a,b}'),
    );
    const templates = [
      ['printf %s {{service}}', ''],
      ['printf %s "<{{service}}>"', '<>'],
      [`printf %s 'it'\\''s {{service}}'`, `it's `],
      ['printf %s x{{service}}y', 'xy'],
    ] as const;
    fc.assert(
      fc.property(values, fc.constantFrom(...templates), (service, [template, around]) => {
        const { text, problems } = fill(template, { service }, 'sh');
        if (problems.length > 0) return;
        const { stdout } = spawnSync('sh', ['-c', text], { encoding: 'utf8' });
        const half = around === '<>' || around === 'xy' ? 1 : around.length;
        assert.equal(stdout, around.slice(0, half) + service + around.slice(half));
      }),
      { numRuns: 60 },
    );
  });
});
