/** What a person can do in the panel, as the host hears it. */
export interface Handlers {
  readonly press: (button: string) => void;
  readonly pressOnStage: (stage: string, button: string) => void;
  readonly pressOnItem: (item: string, button: string) => void;
  readonly pressOnFence: (fence: string, button: string) => void;
  /** Ends with a sentence to say where it could not be done; empty where it was. */
  readonly tick: (item: string, isTicked: boolean, reason: string) => Promise<string>;
  readonly note: (item: string, text: string) => Promise<string>;
  readonly goTo: (item: string) => void;
  /** Something was unfolded or folded. */
  readonly remember: () => void;
}
