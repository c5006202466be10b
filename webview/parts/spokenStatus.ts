/** Says a sentence to a screen reader when it is convenient, once, and never the same one twice in a row. */
export class SpokenStatus {
  private last = '';

  /** @param region a live region that is in the page from the beginning */
  constructor(private readonly region: HTMLElement) {}

  /** Takes note of a sentence that has been read already, as the page's own. */
  knows(sentence: string): void {
    this.last = sentence;
  }

  say(sentence: string): void {
    if (sentence === '' || sentence === this.last) return;
    this.last = sentence;
    this.region.textContent = sentence;
  }
}
