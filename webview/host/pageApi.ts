/** What the editor gives a page: the way to its host, and a memory that outlives it. */
export interface PageApi<State> {
  postMessage(message: unknown): void;
  setState(state: State): void;
  getState(): State | undefined;
}

declare function acquireVsCodeApi(): PageApi<unknown>;

/** Once in a page: the editor gives it out a single time. */
export const acquirePageApi = <State>(): PageApi<State> => acquireVsCodeApi() as PageApi<State>;
