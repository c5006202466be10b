/** What a step was answered. Hostile. */
export interface FlowAnswer {
  readonly status: number;
  readonly durationMs: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What came of one step. */
export type StepTried =
  /** As it was sent last: a step that asks until all is well is asked several times. */
  | { readonly got: 'answer'; readonly answer: FlowAnswer; readonly waitedMs: number }
  /** It was sent and not answered: hostile words. */
  | { readonly got: 'silence'; readonly said: string }
  /** A template or a capture stood in the way, or its text is unfit for where it goes. */
  | { readonly got: 'unfit'; readonly said: string }
  /** It was not sent, because the check was ended. */
  | { readonly got: 'nothing'; readonly said: string };
