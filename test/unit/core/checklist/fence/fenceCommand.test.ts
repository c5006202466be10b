import assert from 'node:assert/strict';
import { fenceCommand } from '../../../../../src/core/checklist/fence/fenceCommand.js';
import { withoutPrompts } from '../../../../../src/core/checklist/fence/withoutPrompts.js';
import { runSubject } from '../../../support/runSubjects.js';

const commandOf = (language: string, text: string, subject = runSubject()) => fenceCommand({ language, text }, subject);

describe('a fence as a command', () => {
  for (const [language, shell] of [
    ['bash', 'bash'],
    ['sh', 'sh'],
    ['shell', 'bash'],
    ['zsh', 'zsh'],
    ['console', 'bash'],
    ['powershell', 'powershell'],
    ['pwsh', 'powershell'],
    ['cmd', 'cmd'],
    ['bat', 'cmd'],
  ] as const)
    it(`is one for ${shell} where it says ${language}`, () =>
      assert.equal(commandOf(language, 'docker ps')?.shell, shell));

  for (const language of ['', 'sql', 'text', 'yaml', 'js', 'constructor', 'toString'])
    it(`is none where it says ${language || 'nothing'}`, () =>
      assert.equal(commandOf(language, 'docker ps'), undefined));

  it('is none without words, or with more than fit on a line', () => {
    assert.equal(commandOf('sh', ' \n '), undefined);
    assert.equal(commandOf('console', '$ \n'), undefined);
    assert.ok(commandOf('sh', 'x'.repeat(16_000)));
    assert.equal(commandOf('sh', 'x'.repeat(16_001)), undefined);
  });

  it('is what is typed of a session', () => {
    assert.equal(
      withoutPrompts('$ docker ps\nNAME\nweb-1\n$ docker up \\\n>   --wait\nDone'),
      'docker ps\ndocker up \\\n  --wait',
    );
    assert.equal(withoutPrompts('PS C:\\x> Get-Item a\nout'), 'Get-Item a');
    assert.equal(withoutPrompts('C:\\x> dir\nout'), 'dir');
    assert.equal(withoutPrompts('docker ps\n# $ not one\necho $x'), 'docker ps\n# $ not one\necho $x');
  });

  it('comes filled, with its dangers and what can be done instead', () => {
    assert.deepEqual(
      commandOf(
        'console',
        '$ docker compose up -d --scale {{service}}={{target}}\nok\n$ docker volume rm {{stack}}_data',
      ),
      {
        shell: 'bash',
        text: 'docker compose up -d --scale pdf-worker=10\ndocker volume rm shop_data',
        problems: [],
        dangers: [{ danger: 'remove', words: 'rm' }],
        steps: [{ step: 'scale', counts: { 'pdf-worker': 10 } }],
      },
    );
  });
});
