/** What a command is written for. */
export type FenceShell = 'bash' | 'sh' | 'zsh' | 'powershell' | 'cmd';

const shells = {
  bash: 'bash',
  sh: 'sh',
  shell: 'bash',
  zsh: 'zsh',
  console: 'bash',
  powershell: 'powershell',
  pwsh: 'powershell',
  cmd: 'cmd',
  bat: 'cmd',
} as const satisfies Record<string, FenceShell>;

/**
 * @param language of a fence, in lower case
 * @returns undefined for what is no command, such as a query, an output, or text of no language
 */
export const fenceShell = (language: string): FenceShell | undefined =>
  isShell(language) ? shells[language] : undefined;

const isShell = (language: string): language is keyof typeof shells => Object.hasOwn(shells, language);
