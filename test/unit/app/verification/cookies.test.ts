import assert from 'node:assert/strict';
import { Cookies } from '../../../../src/app/verification/cookies.js';

describe('the cookies of one client', () => {
  it('go back as they came, the latest of each name, without what says how to keep them', () => {
    const cookies = new Cookies();
    assert.deepEqual(cookies.header, {});
    cookies.take('SERVERID=s1; path=/; HttpOnly; SameSite=Lax; Max-Age=3600; Domain=x; Secure; b=2');
    cookies.take('SERVERID=s2; Expires=Wed, 21 Oct 2031 07:28:00 GMT');
    assert.deepEqual(cookies.header, { Cookie: 'SERVERID=s2; b=2' });
  });

  it('are neither too many nor too long, and nothing that a header may not have', () => {
    const cookies = new Cookies();
    for (let number = 0; number < 100; number++) cookies.take(`c${number}=1`);
    cookies.take(`long=${'x'.repeat(5000)}`);
    cookies.take('bad=a\r\nX-More: 1; =x; noValue; sp ace=1; comma=a,b');
    const text = cookies.header['Cookie'] ?? '';
    assert.equal(text.split('; ').length, 20);
    assert.doesNotMatch(text, /long|X-More|ace|comma|\r|\n/);
  });
});
