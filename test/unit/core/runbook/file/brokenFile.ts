/** A file that no runbook comes out of. */
export interface BrokenFile {
  readonly title: string;
  readonly text: string;
  /** Line of the first error, from 0. */
  readonly line: number;
  /** What the error has to say. */
  readonly says: RegExp;
  /** What is underlined, where that is worth saying. */
  readonly under?: string;
}

/** A service named `web` at the top, on lines 0 to 2, and then the lines given. */
export const after = (...lines: readonly string[]): string =>
  ['services:', '  web:', '    baseline: 2', ...lines, ''].join('\n');

/** Lines of the service `web`, from line 3 on. */
export const inService = (...lines: readonly string[]): string =>
  ['services:', '  web:', '    baseline: 2', ...lines.map((line) => `    ${line}`), ''].join('\n');
