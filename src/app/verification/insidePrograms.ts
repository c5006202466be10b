import type { ExecAnswer } from '../ports.js';

/** What a program found; `status` is undefined where nobody answered it. Words of a container: hostile. */
export interface InsideAnswer {
  readonly status: number | undefined;
  /** Undefined where it does not say. */
  readonly durationMs: number | undefined;
  readonly said: string;
}

/** A program that can ask an address over HTTP, and what it says of the answer. */
export interface InsideProgram {
  readonly name: string;
  command(url: string): readonly string[];
  /** Undefined where it says something else than it should: an older one, that knows other options, or one that was ended. */
  read(ran: ExecAnswer): InsideAnswer | undefined;
}

/** None waits longer, so that it ends by itself even when nobody waits for it any more. */
const seconds = 5;

const curl: InsideProgram = {
  name: 'curl',
  command: (url) => [
    ...['curl', '--silent', '--show-error', '--globoff', '--max-time', String(seconds), '--noproxy', '*'],
    ...['--output', '/dev/null', '--write-out', '%{http_code} %{time_total}', url],
  ],
  read: ({ stdout, stderr }) => told(stdout, stderr),
};

/** Of GNU and of BusyBox alike: what it says of the status depends on which, and on whether the answer was good. */
const wget: InsideProgram = {
  name: 'wget',
  command: (url) => ['wget', '-T', String(seconds), '-O', '/dev/null', url],
  read: ({ exitCode, stderr }) => {
    if (exitCode === 0) return { status: 200, durationMs: undefined, said: '' };
    if (/usage:|unrecognized option|invalid option/i.test(stderr) || exitCode > 128) return undefined;
    const [, status] = /(?:HTTP\/1\.[01] |ERROR |response\.\.\. )([1-5]\d\d)\b/.exec(stderr) ?? [];
    return { status: status === undefined ? undefined : Number(status), durationMs: undefined, said: lastLine(stderr) };
  },
};

const script = `
const [url] = process.argv.slice(1), startedAt = Date.now();
const get = url.startsWith('https:') ? require('https').get : require('http').get;
const end = (status, said) => { process.stdout.write(status + ' ' + (Date.now() - startedAt) / 1000); process.stderr.write(said); process.exit(0); };
const asked = get(url, { timeout: ${seconds * 1000} }, (answer) => end(answer.statusCode, ''));
asked.on('timeout', () => end('000', 'no answer within ${seconds} s')).on('error', (error) => end('000', error.message));
`;

const node: InsideProgram = {
  name: 'node',
  command: (url) => ['node', '-e', script, url],
  read: ({ stdout, stderr }) => told(stdout, stderr),
};

const pythonScript = `
import sys, time
from urllib import request, error
began = time.time()
class Stay(request.HTTPRedirectHandler):
    def redirect_request(self, *args): return None
status, said = '000', ''
try: status = request.build_opener(request.ProxyHandler({}), Stay).open(sys.argv[1], timeout=${seconds}).status
except error.HTTPError as answer: status = answer.code
except Exception as problem: said = str(problem)
sys.stdout.write('%s %.6f' % (status, time.time() - began))
sys.stderr.write(said)
`;

const python = (name: string): InsideProgram => ({
  name,
  command: (url) => [name, '-c', pythonScript, url],
  read: ({ stdout, stderr }) => told(stdout, stderr),
});

/** The lightest first: each is a process within the replica's own limits. */
export const insidePrograms: readonly InsideProgram[] = [curl, wget, node, python('python3'), python('python')];

/** `200 0.004`: a status, 000 for none, and seconds. */
function told(stdout: string, stderr: string): InsideAnswer | undefined {
  const [, status, time] = /^(\d{3}) (\d+(?:[.,]\d+)?)$/.exec(stdout.trim()) ?? [];
  if (status === undefined || time === undefined) return undefined;
  const durationMs = Number(time.replace(',', '.')) * 1000;
  return { status: status === '000' ? undefined : Number(status), durationMs, said: lastLine(stderr) };
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';
