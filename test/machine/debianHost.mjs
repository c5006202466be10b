import { existsSync, readFileSync } from 'node:fs';

/** @returns {Record<string, string>} */
function osRelease() {
  if (process.platform !== 'linux' || !existsSync('/etc/os-release')) return {};
  const lines = readFileSync('/etc/os-release', 'utf8').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const match = /^([A-Z_]+)="?([^"]*)"?$/.exec(line);
      return match ? [[match[1] ?? '', match[2] ?? '']] : [];
    }),
  );
}

/** Whether this machine takes Debian packages: Debian, Ubuntu, or something made from them. */
export function isDebianLike() {
  const { ID = '', ID_LIKE = '' } = osRelease();
  return [ID, ...ID_LIKE.split(' ')].some((name) => name === 'debian' || name === 'ubuntu');
}

/** Only then may a script here install system packages. */
export function mayInstallSystemPackages() {
  return isDebianLike() && process.getuid?.() === 0;
}
