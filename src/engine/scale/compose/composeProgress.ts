const PROGRESS = /^(?:DRY-RUN MODE -\s*)?(Container|Network|Volume|Image)\s+"?([^\s"]+)"?\s+([A-Z][a-z]+)$/;
const COLOURS = /\u001b\[[0-9;?]*[A-Za-z]/g;
const LINES_OF_WORDS = 6;

export interface ContainerProgress {
  readonly container: string;
  /** Such as `Creating`, `Created`, `Running`, `Recreate`. */
  readonly verb: string;
}

/** What one line of Compose's progress says about a container. */
export function parseProgress(line: string): ContainerProgress | undefined {
  const [, kind, container, verb] = PROGRESS.exec(line.replace(COLOURS, '').trim()) ?? [];
  return kind === 'Container' && container !== undefined && verb !== undefined ? { container, verb } : undefined;
}

/** Compose's own words on why it failed: the last lines that are not progress. */
export function failureWords(stderr: string): string {
  const lines = stderr.replace(COLOURS, '').split('\n');
  const words = lines.map((line) => line.trim()).filter((line) => line !== '' && !PROGRESS.test(line));
  return words.slice(-LINES_OF_WORDS).join('\n');
}
