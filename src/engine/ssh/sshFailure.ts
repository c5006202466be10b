/** Error codes of this room, beside those of Node that mean the same. */
export type SshFailureCode =
  | 'SSH_MISSING' // there is no ssh on this machine
  | 'SSH_UNREACHABLE' // no SSH server answers there
  | 'SSH_HOST_KEY_UNKNOWN' // nobody has said yet that the host's key is to be trusted
  | 'SSH_HOST_KEY_UNASKED' // the same, and here nobody can be asked
  | 'SSH_HOST_KEY_CHANGED' // the host has another key than known_hosts has for it
  | 'SSH_DENIED' // the host takes none of the user's keys
  | 'SSH_NO_DOCKER' // no Docker CLI on the other side
  | 'SSH_DOCKER_DENIED' // the user of the other side may not use its Docker
  | 'SSH_FAILED' // anything else, in its own words
  | 'ENOTFOUND'
  | 'ECONNREFUSED'
  | 'ETIMEDOUT'
  | 'ECONNRESET';

const maxWords = 2000;

/** What ssh itself says when it fails; it ends with 255 then. */
const ofSsh: readonly (readonly [RegExp, SshFailureCode])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED|host key .*has changed/i, 'SSH_HOST_KEY_CHANGED'],
  [/host key verification failed|host key is known for/i, 'SSH_HOST_KEY_UNKNOWN'],
  [/could not resolve hostname/i, 'ENOTFOUND'],
  [/permission denied|too many authentication failures|no more authentication methods/i, 'SSH_DENIED'],
  [/timed out|timeout, server .* not responding/i, 'ETIMEDOUT'],
  [/connection refused|no route to host|network is unreachable|host is down/i, 'SSH_UNREACHABLE'],
  [/connection (closed|reset)|broken pipe|kex_exchange_identification/i, 'ECONNRESET'],
];

/** What the Docker CLI of the other side says, or its shell where there is none. */
const ofDocker: readonly (readonly [RegExp, SshFailureCode])[] = [
  [/permission denied/i, 'SSH_DOCKER_DENIED'],
  [
    /cannot connect to the docker daemon|connection refused|no such file or directory.*\.sock|\.sock: .*no such file/i,
    'ECONNREFUSED',
  ],
  [/not found|not recognized|no such file/i, 'SSH_NO_DOCKER'],
];

export interface ProgramEnd {
  /** Undefined when it was ended by a signal. */
  readonly exitCode: number | undefined;
  /** Hostile: a server says there what it likes. */
  readonly stderr: string;
}

/** Why a line could not be opened, or broke, as an error with a `code`. */
export function sshFailure({ exitCode, stderr }: ProgramEnd): Error {
  const words = stderr.trim().slice(-maxWords);
  const table = exitCode === 255 ? ofSsh : ofDocker;
  const found = table.find(([pattern]) => pattern.test(words))?.[1];
  const byExit = exitCode === 127 || exitCode === 126 ? 'SSH_NO_DOCKER' : words ? 'SSH_FAILED' : 'ECONNRESET';
  return withCode(words || 'The connection over SSH ended.', found ?? byExit);
}

/** The same where nobody can be asked, whoever tries again. */
export const unaskable = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && error.code === 'SSH_HOST_KEY_UNKNOWN'
    ? withCode(error.message, 'SSH_HOST_KEY_UNASKED')
    : error;

export const withCode = (words: string, code: SshFailureCode): Error => Object.assign(new Error(words), { code });

/** What is thrown when the program itself cannot be started. */
export const startFailure = (error: Error): Error =>
  'code' in error && error.code === 'ENOENT' ? withCode('There is no ssh on the PATH.', 'SSH_MISSING') : error;
