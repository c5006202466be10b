import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCalendar } from '../../../src/sources/readCalendar.js';
import { answeringServer, deadUrl, never, type AnsweringServer } from './answeringServer.js';

const text = 'BEGIN:VCALENDAR\r\nSUMMARY:Prüfung 試験\r\nEND:VCALENDAR\r\n';
const largest = 2 * 1024 * 1024;

describe('a calendar that is a file', () => {
  let root = '';
  let folder = '';
  const read = (location: string, from: string | undefined = folder) => readCalendar(location, from, never);
  const problemOf = async (location: string, from?: string): Promise<string> => {
    const answer = await read(location, from);
    return answer.ok ? assert.fail(`${location} is read`) : answer.error;
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'scalebook-calendar-'));
    folder = join(root, 'runbook');
    await mkdir(join(folder, 'more'), { recursive: true });
    await writeFile(join(root, 'secret.ics'), 'SECRET');
    await mkdir(join(root, 'runbook-other'));
    await writeFile(join(root, 'runbook-other', 'a.ics'), 'SECRET');
  });
  afterEach(() => rm(root, { recursive: true }));

  it('is read from the folder of the runbook, as it is', async () => {
    await writeFile(join(folder, 'a.ics'), text);
    await writeFile(join(folder, 'more', 'b c.ics'), text);
    for (const location of ['a.ics', './a.ics', 'more/b c.ics', 'more/../a.ics', join(folder, 'a.ics')])
      assert.deepEqual(await read(location), { ok: true, value: text }, location);
  });

  it('may have a name that begins with two dots, and a mark of its encoding', async () => {
    await writeFile(join(folder, '..a.ics'), `\uFEFF${text}`);
    assert.deepEqual(await read('..a.ics'), { ok: true, value: text });
  });

  it('is not looked for anywhere else', async () => {
    const elsewhere = [
      '../secret.ics',
      'more/../../secret.ics',
      join(root, 'secret.ics'),
      '../runbook-other/a.ics',
      '..',
    ];
    for (const location of elsewhere)
      assert.equal(await problemOf(location), "lies outside of the runbook's folder", location);
    // Also where there is nothing: nobody learns which files there are.
    assert.equal(await problemOf('../missing.ics'), "lies outside of the runbook's folder");
  });

  it('is not found through a link that leads elsewhere', async function () {
    if (process.platform === 'win32') return this.skip();
    await symlink(join(root, 'secret.ics'), join(folder, 'link.ics'));
    await symlink(root, join(folder, 'up'));
    for (const location of ['link.ics', 'up/secret.ics'])
      assert.equal(await problemOf(location), "lies outside of the runbook's folder", location);
  });

  it('is found through links within the folder, and where the folder is one', async function () {
    if (process.platform === 'win32') return this.skip();
    await writeFile(join(folder, 'more', 'a.ics'), text);
    await symlink(join('more', 'a.ics'), join(folder, 'link.ics'));
    await symlink(folder, join(root, 'linked'));
    assert.deepEqual(await read('link.ics'), { ok: true, value: text });
    assert.deepEqual(await read('link.ics', join(root, 'linked')), { ok: true, value: text });
  });

  it('is none where there is nothing, or something that is no file', async function () {
    assert.equal(await problemOf('missing.ics'), 'does not exist');
    assert.equal(await problemOf('more'), 'is not a file');
    assert.equal(await problemOf(''), 'is not a file');
    assert.equal(await problemOf('.'), 'is not a file');
    assert.match(await problemOf('a\0.ics'), /^cannot be read \(/);
  });

  it('has no end to wait for where it is a device', async function () {
    if (process.platform === 'win32') return this.skip();
    assert.equal(await problemOf('zero', '/dev'), 'is not a file');
  });

  it('may be of two megabytes, and not of more', async () => {
    await writeFile(join(folder, 'a.ics'), 'x'.repeat(largest));
    const answer = await read('a.ics');
    assert.equal(answer.ok && answer.value.length, largest);
    await writeFile(join(folder, 'a.ics'), 'x'.repeat(largest + 1));
    assert.equal(await problemOf('a.ics'), 'is larger than 2 MB');
  });

  it('does not fail for being no text', async () => {
    await writeFile(join(folder, 'a.ics'), Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x41]));
    const answer = await read('a.ics');
    assert.ok(answer.ok && answer.value.includes('\uFFFD') && answer.value.endsWith('A'));
  });

  it('lies beside no runbook that is not a file itself', async () => {
    const answer = await readCalendar('a.ics', undefined, never);
    assert.deepEqual(answer, { ok: false, error: 'is a file, and the runbook is none that it could lie beside' });
  });
});

describe('a calendar that is an address', () => {
  let server: AnsweringServer;
  const read = (url = server.url, signal = never) => readCalendar(url, '/nowhere', signal);
  const problemOf = async (url?: string, signal?: AbortSignal): Promise<string> => {
    const answer = await read(url, signal);
    return answer.ok ? assert.fail('is read') : answer.error;
  };

  beforeEach(async () => (server = await answeringServer()));
  afterEach(() => server.close());

  it('is asked for once, with what its address says, whatever the case of its scheme', async () => {
    server.answer = (_request, response) => response.end(text);
    const url = server.url.replace('http://', 'HTTP://ann:pw@');
    assert.deepEqual(await read(`${url}/a.ics?key=1`), { ok: true, value: text });
    assert.deepEqual(server.asked, [{ path: '/a.ics?key=1', authorization: `Basic ${btoa('ann:pw')}` }]);
  });

  it('is not looked for where a redirect leads, whatever its page says', async () => {
    const other = await answeringServer();
    try {
      for (const status of [301, 302, 303, 307, 308]) {
        server.answer = (_request, response) => response.writeHead(status, { location: other.url }).end(text);
        assert.equal(await problemOf(), 'is redirected, and redirects are not followed');
      }
      assert.deepEqual(other.asked, []);
    } finally {
      other.close();
    }
  });

  it('is the answer of a success alone', async () => {
    for (const status of [204, 401, 404, 500, 503]) {
      server.answer = (_request, response) => response.writeHead(status).end(status === 204 ? undefined : text);
      assert.equal(await problemOf(), `answers HTTP ${status}`);
    }
  });

  it('may be of two megabytes, and not of more', async () => {
    server.answer = (_request, response) => response.end('x'.repeat(largest));
    const answer = await read();
    assert.equal(answer.ok && answer.value.length, largest);
    server.answer = (_request, response) => response.end('x'.repeat(largest + 1));
    assert.equal(await problemOf(), 'cannot be read: the answer is larger than 2048 kB');
  });

  it('does not fail for being no text, and keeps no mark of its encoding', async () => {
    server.answer = (_request, response) => response.end(Buffer.from([0x00, 0xff, 0x41]));
    assert.deepEqual(await read(), { ok: true, value: '\0\uFFFDA' });
    server.answer = (_request, response) => response.end(`\uFEFF${text}`);
    assert.deepEqual(await read(), { ok: true, value: text });
  });

  it('says in words that it cannot be had, without the credentials of its address', async () => {
    const dead = (await deadUrl()).replace('//', '//ann:hunter2@');
    assert.equal(await problemOf(`${dead}/?token=hunter2`), 'cannot be read: ECONNREFUSED');
    assert.equal(await problemOf('http://'), 'cannot be read: the address is not one of http or https');
  });

  it('ends as soon as nobody wants it', async () => {
    const abort = new AbortController();
    server.answer = () => abort.abort();
    assert.equal(await problemOf(undefined, abort.signal), 'cannot be read: cancelled');
  });

  it('is no file of another scheme', async () => {
    for (const url of ['file:///etc/hostname', 'ftp://127.0.0.1/a.ics', 'data:text/calendar,BEGIN'])
      assert.match(await problemOf(url), /does not exist|cannot be read/);
  });
});
