/** What a person can do in the panel, as the host hears it. */
export interface Handlers {
  press(button: string): void;
  pressOnStage(stage: string, button: string): void;
  pressOnItem(item: string, button: string): void;
  pressOnFence(fence: string, button: string): void;
  /** Ends with a sentence to say where it could not be done; empty where it was. */
  tick(item: string, isTicked: boolean, reason: string): Promise<string>;
  note(item: string, text: string): Promise<string>;
  goTo(item: string): void;
  /** Something was unfolded or folded. */
  remember(): void;
}
