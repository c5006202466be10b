/** What ssh wants to know of a person before it logs in. */
export interface LoginQuestion {
  /** `confirm` wants a yes; a `notice` is answered elsewhere, as by touching a key. */
  readonly kind: 'secret' | 'confirm' | 'notice';
  readonly address: string;
  /** In ssh's words, or in the server's: hostile. */
  readonly text: string;
}

export interface LoginQuestions {
  /** Undefined when the person would not say, or the signal fired. */
  ask(question: LoginQuestion, signal: AbortSignal): Promise<string | undefined>;
}
