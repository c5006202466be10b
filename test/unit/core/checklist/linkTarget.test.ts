import assert from 'node:assert/strict';
import fc from 'fast-check';
import { imagePath } from '../../../../src/core/checklist/imagePath.js';
import { linkTarget } from '../../../../src/core/checklist/linkTarget.js';

const file = (path: string, heading = '') => ({ target: 'file', path, heading }) as const;

describe('where a link of a checklist leads', () => {
  for (const url of [
    'https://a.example',
    'HTTP://a.example:3002/d/x?y=1#z',
    'http://localhost:8080',
    'http://[::1]:80/',
    'https://bücher.example/',
    'mailto:ops@a.example?subject=x',
  ])
    it(`takes ${url} to the outside`, () => assert.deepEqual(linkTarget(url, ''), { target: 'outside', url }));

  for (const href of [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:x',
    '\u0000javascript:x',
    'command:workbench.action.terminal.new',
    'vscode:extension/x',
    'vscode-insiders://x',
    'data:text/html;base64,x',
    'file:///etc/passwd',
    'ftp://a.example',
    'ssh://a.example',
    'http:a',
    'http:///x',
    'https://bank.example@evil.example/',
    'https://a.example\\@evil.example',
    'https://a\u202e.example',
    'https://a b',
    'mailto:',
    'mailto:a@b@c',
    '//a.example/x',
    '\\\\server\\share',
    'C:\\x.md',
    '',
    '../x.md',
    'a/../../x.md',
    '%2e%2e/x.md',
    '..%2fx.md',
    '%',
    'a%00.md',
    '/',
    '.',
    `https://a.example/${'x'.repeat(2_000)}`,
  ])
    it(`does not follow ${JSON.stringify(href).slice(0, 60)}`, () =>
      assert.deepEqual(linkTarget(href, ''), { target: 'none' }));

  it('finds files from the folder of its own, and from the top', () => {
    assert.deepEqual(linkTarget('./GUIDE.md#part%20one', 'docs'), file('docs/GUIDE.md', 'part one'));
    assert.deepEqual(linkTarget('../a%20b.md?x', 'docs/runbooks'), file('docs/a b.md'));
    assert.deepEqual(linkTarget('/top.md', 'docs/runbooks'), file('top.md'));
    assert.deepEqual(linkTarget('../../x.md', 'docs/runbooks'), file('x.md'));
    assert.deepEqual(linkTarget('../../../x.md', 'docs/runbooks'), { target: 'none' });
  });

  it('knows headings of its own file, and no files where it is in no workspace', () => {
    assert.deepEqual(linkTarget('#before', undefined), { target: 'heading', heading: 'before' });
    assert.deepEqual(linkTarget('#gr%C3%B6%C3%9Fe', ''), { target: 'heading', heading: 'größe' });
    assert.deepEqual(linkTarget('x.md', undefined), { target: 'none' });
    assert.equal(linkTarget('https://a.example', undefined).target, 'outside');
  });

  it('never leads out of the workspace, nor to another scheme', () => {
    const parts = [
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2F',
      'a',
      ':',
      'javascript:',
      'http://',
      '#',
      '?',
      '@',
      '\t',
      '\u202e',
      '%',
    ];
    const hrefs = fc.array(fc.constantFrom(...parts), { maxLength: 10 }).map((some) => some.join(''));
    fc.assert(
      fc.property(hrefs, fc.constantFrom('', 'docs', 'docs/deep'), (href, folder) => {
        const to = linkTarget(href, folder);
        if (to.target === 'file') assert.doesNotMatch(to.path, /(^|\/)\.\.?(\/|$)|^\/|\/\/|[\\:\t\u202e]/);
        if (to.target === 'outside') assert.match(to.url, /^https?:\/\/[^@\s/?#]+([/?#]|$)/);
      }),
    );
  });
});

describe('an image of a checklist', () => {
  it('is a picture of the workspace', () => {
    assert.equal(imagePath('img/a.PNG', 'docs'), 'docs/img/a.PNG');
    assert.equal(imagePath('../a.svg#x', 'docs'), 'a.svg');
  });

  for (const source of [
    'https://a.example/x.png',
    '//a.example/x.png',
    'data:image/png;base64,x',
    'file:///x.png',
    '../x.png',
    'x.html',
    'x.png.exe',
    '',
  ])
    it(`is not ${JSON.stringify(source)}`, () => assert.equal(imagePath(source, ''), undefined));
  it('is none where the checklist is in no workspace', () => assert.equal(imagePath('a.png', undefined), undefined));
});
