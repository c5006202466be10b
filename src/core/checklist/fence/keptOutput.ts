import { plainOutput } from './plainOutput.js';

/** Of what a command writes, in characters: half of it from the beginning, half from the end. */
export const maxKept = 64_000;

/** Output as it comes, of which the beginning and the end are kept. */
export class KeptOutput {
  private head = '';
  private tail = '';
  private leftOut = 0;

  add(text: string): void {
    const room = maxKept / 2 - this.head.length;
    this.head += text.slice(0, room);
    const tail = this.tail + text.slice(room);
    this.tail = tail.slice(-maxKept / 2);
    this.leftOut += tail.length - this.tail.length;
  }

  /** Plain, with a line in the middle that says how much is not there. */
  get text(): string {
    if (this.leftOut === 0) return plainOutput(this.head + this.tail);
    return `${plainOutput(this.head)}\n… ${this.leftOut} characters are left out here …\n${plainOutput(this.tail)}`;
  }
}
