/** What came of one question to one address or one replica. Texts are hostile. */
export type Asked =
  /** It answered in HTTP. `said` is the answer's beginning where it is not as it should be, and may be empty. */
  | {
      readonly got: 'answer';
      readonly of: string;
      readonly status: number;
      readonly durationMs: number;
      readonly said: string;
    }
  /** It was asked and gave no answer: refused, broken off, or too late. */
  | { readonly got: 'silence'; readonly of: string; readonly said: string }
  /** It could not be asked: the check was ended, no program inside can ask, the address cannot be reached from here. */
  | { readonly got: 'nothing'; readonly of: string; readonly said: string };
