const hidden = '***';

/** What says that the next thing is a secret: the end of a name such as `PGPASSWORD`, `api_key`, `X-Amz-Signature`. */
const names = String.raw`(?:passw(?:or)?d|passphrase|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|signature|\bsig|credentials?)`;

/** Each bounded in every part, so that no text, however long, takes long. The groups around the secret stay. */
const secrets: readonly (readonly [RegExp, string])[] = [
  // `postgres://ann:hunter2@db/shop`; what comes before a bare `@` is a token in an address of the web, and a user's name elsewhere.
  [/(:\/\/[^\s/?#:@]{0,200}):[^\s/@]{1,500}@/g, `$1:${hidden}@`],
  [/(https?:\/\/)[^\s/?#:@]{1,500}@/gi, `$1${hidden}@`],
  // `PGPASSWORD=hunter2`, `?token=abc`, `--password hunter2`, `"password": "hunter2"`.
  [
    new RegExp(String.raw`(${names}["']?\s{0,3}=\s{0,3})(?:"[^"\n]{1,500}"|'[^'\n]{1,500}'|[^\s&,;"']{1,500})`, 'gi'),
    `$1${hidden}`,
  ],
  [new RegExp(String.raw`(${names}["']?\s{0,3}:\s{0,3})(?:"[^"\n]{1,500}"|'[^'\n]{1,500}')`, 'gi'), `$1${hidden}`],
  [new RegExp(String.raw`(--${names}\s{1,3})[^\s-][^\s]{0,500}`, 'gi'), `$1${hidden}`],
  // Of HTTP. A word of plain letters after it is part of a sentence.
  [/\b(Bearer|Basic)( {1,3})(?=[\w.~+/-]{0,500}[\dA-Z=])[\w.~+/=-]{6,500}/g, `$1$2${hidden}`],
  // Tokens that show by themselves what they are: signed ones, and those of common services.
  [/\beyJ[\w-]{6,2000}\.[\w-]{6,4000}(?:\.[\w-]{0,2000})?/g, hidden],
  [
    /\b(?:gh[oprsu]_\w{20,300}|github_pat_\w{20,300}|glpat-[\w-]{16,300}|xox[abeoprs]-[\w-]{8,300}|AKIA[\dA-Z]{16}\b)/g,
    hidden,
  ],
  // Addresses that are secrets: whoever has them can write to the team, or read its calendar.
  [/(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[^\s"'<>]{1,500}/gi, `$1${hidden}`],
  [/(discord(?:app)?\.com\/api\/webhooks\/)[^\s"'<>]{1,500}/gi, `$1${hidden}`],
  [/(webhook\.office\.com\/webhookb2\/)[^\s"'<>]{1,800}/gi, `$1${hidden}`],
  [/(\/private-)[\da-f]{16,200}/gi, `$1${hidden}`],
];

/**
 * A text that leaves this window, for a log, the journal, a report or the team, without what looks like a secret in it. Containers write their
 * connection strings into their logs, and people their passwords into commands; who reads of a failure needs neither.
 */
export const hideSecrets = (text: string): string =>
  secrets.reduce((shown, [pattern, instead]) => shown.replace(pattern, instead), text);

/** The same of every text in a plain value. Names of fields stay, and so does whatever has no secret in it: it is the very same object. */
export const hideSecretsIn = <T>(value: T): T => hiddenIn(value) as T;

function hiddenIn(value: unknown): unknown {
  if (typeof value === 'string') return hideSecrets(value);
  if (typeof value !== 'object' || value === null) return value;
  const before = Object.values(value);
  const after = before.map(hiddenIn);
  if (after.every((part, index) => part === before[index])) return value;
  return Array.isArray(value)
    ? after
    : Object.fromEntries(Object.keys(value).map((name, index) => [name, after[index]]));
}
