import assert from 'node:assert/strict';
import { confirmWords, noticeWords, secretWords } from '../../../../../src/view/words/connection/loginWords.js';
import { linksIn } from '../../../support/workbenchText.js';

const hostKey = `The authenticity of host '[farm]:2222 ([10.0.0.1]:2222)' can't be established.
ED25519 key fingerprint is SHA256:Di9Z+Db1/aYjQ2aD2vJY4p0a2G8dlJq4n9rCZyP9TQ0.
This key is not known by any other names.
Are you sure you want to continue connecting (yes/no/[fingerprint])? `;

describe('words of a login', () => {
  it('ask for a passphrase in the words of ssh, and say what becomes of it', () => {
    const { title, prompt } = secretWords('ssh://ops@farm', "Enter passphrase for key '/home/me/.ssh/id_ed25519': ");
    assert.equal(title, 'Log in to ssh://ops@farm');
    assert.match(prompt, /^Enter passphrase for key '\/home\/me\/\.ssh\/id_ed25519'\. Kept in memory/);
  });

  it('ask for trust in a host by the fingerprint of its key', () => {
    const { title, detail, button } = confirmWords('ssh://farm', hostKey);
    assert.equal(title, 'Is this the machine that you mean by ssh://farm?');
    assert.match(detail, /ED25519 key has the fingerprint\n\nSHA256:Di9Z\+Db1\/aYjQ2aD2vJY4p0a2G8dlJq4n9rCZyP9TQ0\n/);
    assert.equal(button, 'Trust and Connect');
  });

  it('pass on any other question as it is', () => {
    const { detail, button } = confirmWords('ssh://farm', 'Allow use of key x?\nKey fingerprint none.');
    assert.deepEqual([detail, button], ['Allow use of key x? Key fingerprint none.', 'Answer Yes']);
  });

  it('let no text of a server make a link, a line or more than is bearable', () => {
    const evil = `x\n[Yes](command:workbench.action.quit) key fingerprint is \u202e${'y'.repeat(10_000)}`;
    for (const text of [noticeWords(evil, evil), secretWords(evil, evil).prompt, secretWords(evil, evil).title]) {
      assert.deepEqual(linksIn(text), []);
      assert.doesNotMatch(text, /\n/);
      assert.ok(text.length < 1000);
    }
    assert.ok(confirmWords(evil, evil).detail.length < 1000);
  });
});
