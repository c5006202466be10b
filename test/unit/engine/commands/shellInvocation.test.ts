import assert from 'node:assert/strict';
import { shellInvocation } from '../../../../src/engine/commands/shellInvocation.js';

describe('how a shell is told to run a text', () => {
  it('is by one argument where arguments go through as they are', () => {
    assert.deepEqual(shellInvocation('bash', 'linux', `a "b" 'c'\nd`), {
      program: 'bash',
      args: ['-e', '-c', `a "b" 'c'\nd`],
      verbatim: false,
    });
    assert.deepEqual(shellInvocation('zsh', 'darwin', 'x')?.args, ['-f', '-c', 'x']);
    // One command over two lines.
    assert.deepEqual(shellInvocation('sh', 'linux', 'a \\\n  b\n')?.args, ['-c', 'a \\\n  b\n']);
  });

  it('is encoded for PowerShell', () => {
    const invocation = shellInvocation('powershell', 'win32', 'echo "ä"');
    assert.equal(invocation?.program, 'powershell.exe');
    assert.equal(Buffer.from(invocation.args.at(-1) ?? '', 'base64').toString('utf16le'), 'echo "ä"');
    assert.equal(shellInvocation('powershell', 'linux', 'x')?.program, 'pwsh');
  });

  it('is one line for cmd, on Windows alone', () => {
    const text = 'docker ps ^\r\n  -a\r\n\r\n  echo "b c"\n';
    assert.deepEqual(shellInvocation('cmd', 'win32', text), {
      program: 'cmd.exe',
      args: ['/d', '/s', '/c', '"docker ps   -a && echo "b c""'],
      verbatim: true,
    });
    assert.equal(shellInvocation('cmd', 'linux', 'x'), undefined);
  });
});
