import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { askpassScript } from '../../../../src/engine/ssh/askpassProgram.js';

describe('the program that ssh asks', () => {
  it('is started by its path and with the question as one argument, whatever is in them', function () {
    if (process.platform === 'win32') return this.skip();
    const question = `it's "$(reboot)" \`reboot\`; rm -rf /\n(yes/no)?`;
    const script = askpassScript('printf', `%s|`).replace(/^#!.*\n/, '');
    const said = execFileSync('/bin/sh', ['-c', script, 'askpass', question], { encoding: 'utf8' });
    assert.equal(said, `${question}|`);
    const odd = askpassScript("/tmp/it’s a $HOME/it's", '/x');
    assert.match(odd, /exec '\/tmp\/it’s a \$HOME\/it'\\''s' '\/x' "\$1"/);
  });
});
