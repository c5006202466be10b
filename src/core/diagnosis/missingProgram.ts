/**
 * The program that a shell, or a container's own init, says that it does not find: `/bin/sh: curl: not found`, `sh: 1: curl: not found`,
 * `bash: line 1: curl: command not found`, `exec curl failed: No such file or directory`. Undefined where nothing of the kind is said.
 */
export const missingProgramIn = (said: string): string | undefined =>
  /(?:^|: )([^\s:]{1,200}): (?:command )?(?:not found|permission denied|no such file or directory)/i.exec(said)?.[1] ??
  /\bexec (\S{1,200}) failed: (?:no such file or directory|permission denied|exec format error)/i.exec(said)?.[1];
