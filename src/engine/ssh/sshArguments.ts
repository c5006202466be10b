import type { Endpoint } from '../../core/connection/dockerContext.js';

export type SshEndpoint = Extract<Endpoint, { transport: 'ssh' }>;

/**
 * Whose connection is used: one that this process opens for others to join, one that it has opened, one that the user's own ssh keeps
 * open, or a new one each time, where ssh cannot share.
 */
export type Sharing =
  | { readonly kind: 'lead' | 'join'; readonly controlPath: string }
  | { readonly kind: 'theirs' }
  | { readonly kind: 'alone' };

/** What the user's configuration may say otherwise, and what would be in the way here: forwardings, a terminal, a command of its own. */
const always = [
  ...['-o', 'ConnectTimeout=20'],
  // A line that went dead is noticed within half a minute.
  ...['-o', 'ServerAliveInterval=10'],
  ...['-o', 'ServerAliveCountMax=3'],
  // Without the banner and the remarks: what is left on stderr is why it failed.
  ...['-o', 'LogLevel=ERROR'],
  ...['-o', 'ClearAllForwardings=yes'],
  ...['-o', 'RemoteCommand=none'],
  '-x',
  '-T',
];

/**
 * The arguments of the system's ssh for a line to the engine on the other side. Everything else, such as keys, jump hosts and
 * aliases, is as the user's configuration says.
 */
export function dialArguments(endpoint: SshEndpoint, sharing: Sharing, mayAsk: boolean): readonly string[] {
  const { socketPath } = endpoint;
  return [
    ...sharingArguments(sharing),
    ...(mayAsk ? [] : ['-o', 'BatchMode=yes']),
    ...always,
    ...whereArguments(endpoint),
    'docker',
    // The shell of the other side reads this; parseEndpoint lets nothing through that would mean anything to it.
    ...(socketPath === undefined ? [] : [`--host=unix://${socketPath}`]),
    'system',
    'dial-stdio',
  ];
}

/** Ends with 0 where the user's own configuration has a connection to this host open. Goes to no network. */
export const checkArguments = (endpoint: SshEndpoint): readonly string[] => [
  ...['-O', 'check'],
  ...whereArguments(endpoint),
];

function sharingArguments(sharing: Sharing): readonly string[] {
  switch (sharing.kind) {
    case 'lead':
      return ['-M', '-S', escapePercent(sharing.controlPath), '-o', 'ControlPersist=no'];
    case 'join':
      return ['-S', escapePercent(sharing.controlPath), '-o', 'ControlMaster=no'];
    case 'theirs':
      return ['-o', 'ControlMaster=no'];
    case 'alone':
      return ['-S', 'none', '-o', 'ControlMaster=no'];
  }
}

const escapePercent = (path: string): string => path.replaceAll('%', '%%');

function whereArguments({ host, port, user }: SshEndpoint): readonly string[] {
  const login = user === undefined ? [] : ['-l', user];
  return [...login, ...(port === undefined ? [] : ['-p', String(port)]), '--', host];
}
