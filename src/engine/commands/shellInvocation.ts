import { hasSeveralLines } from '../../core/checklist/fence/hasSeveralLines.js';
import type { FenceShell } from '../../core/checklist/fence/fenceShell.js';

export interface ShellInvocation {
  readonly program: string;
  readonly args: readonly string[];
  /** The arguments are for the program as they stand, without quotes put around them. */
  readonly verbatim: boolean;
}

/** How a shell is told to run a text and end, without what its user has it do at its beginning. Undefined where the platform has no such shell. */
export function shellInvocation(
  shell: FenceShell,
  platform: NodeJS.Platform,
  text: string,
): ShellInvocation | undefined {
  switch (shell) {
    case 'bash':
    case 'sh':
      return { program: shell, args: [...stopping(text), '-c', text], verbatim: false };
    case 'zsh':
      return { program: 'zsh', args: ['-f', ...stopping(text), '-c', text], verbatim: false };
    case 'powershell': {
      const program = platform === 'win32' ? 'powershell.exe' : 'pwsh';
      // Encoded, since Windows has no way to hand over every text as it stands.
      const encoded = Buffer.from(text, 'utf16le').toString('base64');
      return {
        program,
        args: ['-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', encoded],
        verbatim: false,
      };
    }
    case 'cmd':
      if (platform !== 'win32') return undefined;
      return { program: 'cmd.exe', args: ['/d', '/s', '/c', `"${oneLine(text)}"`], verbatim: true };
  }
}

/** Of several lines, none is run behind one that failed. */
const stopping = (text: string): readonly string[] => (hasSeveralLines(text) ? ['-e'] : []);

/** cmd takes one line; what is behind a part that failed is not run. */
const oneLine = (text: string): string =>
  text
    .replace(/\^\r?\n/g, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' && ');
