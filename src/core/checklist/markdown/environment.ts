/** What the rules of the parser tell of one text. */
export interface ParseEnvironment {
  /** How many lists and quotes the lines at hand are in. */
  depth: number;
  /** Whether something was nested too deep to be read as more than text. */
  isTooDeep: boolean;
  /** Characters of marks that were read. */
  marks: number;
  /** Whether there were more of them than are read. */
  hasTooManyMarks: boolean;
}

/** @param env what the parser hands to its rules: of any type to it */
export const environmentOf = (env: unknown): ParseEnvironment => env as ParseEnvironment;
