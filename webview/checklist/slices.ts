/** How long a piece of building may keep the page from anything else, ms. */
const sliceMs = 12;

/** Does a long piece of work in slices: what a person does is answered in between, and what is there already can be seen. */
export class Slices {
  private readonly channel = new MessageChannel();
  private steps: Iterator<void> | undefined;
  private done: () => void = () => undefined;

  constructor() {
    this.channel.port1.onmessage = () => this.slice();
  }

  /** The first slice is done at once. What was being done before is left where it is. */
  run(steps: Iterator<void>, done: () => void): void {
    this.steps = steps;
    this.done = done;
    this.slice();
  }

  private slice(): void {
    const { steps } = this;
    if (!steps) return;
    for (const until = performance.now() + sliceMs; performance.now() < until;) {
      if (!steps.next().done) continue;
      this.steps = undefined;
      return this.done();
    }
    this.channel.port2.postMessage(undefined);
  }
}
