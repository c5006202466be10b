/** Both count from 0, as the editor does. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Something that is wrong with a runbook file, and where. */
export interface RunbookProblem {
  /** What was found and what was expected. May hold words of the file: hostile. */
  readonly message: string;
  /** With an error the file is not used; a warning is only told. */
  readonly severity: 'error' | 'warning';
  readonly from: Position;
  readonly to: Position;
}

/** Names and indexes from the top of the file to a value. */
export type Path = readonly (string | number)[];

export interface Reporter {
  error(path: Path, message: string): void;
  warning(path: Path, message: string): void;
}
