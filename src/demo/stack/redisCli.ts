/** What `redis-cli` prints in the demo's Redis: jobs and sessions, without a limit of their own. @param usedBytes of its container */
export function redisCli([, command = 'PING']: readonly string[], usedBytes: number): string {
  switch (command.toUpperCase()) {
    case 'PING':
      return 'PONG\n';
    case 'INFO':
      return info(usedBytes);
    default:
      return `ERR unknown command '${command.slice(0, 40)}': this is the demo\n`;
  }
}

const info = (usedBytes: number): string =>
  [
    '# Memory',
    `used_memory:${Math.round(usedBytes)}`,
    'maxmemory:0',
    'maxmemory_policy:noeviction',
    '',
    '# Stats',
    'rejected_connections:0',
    'evicted_keys:0',
    'total_error_replies:0',
    '',
  ].join('\r\n');
