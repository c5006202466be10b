/** What was seen within the last so many milliseconds of the model. */
export class SlidingWindow<T> {
  private pieces: { readonly at: number; readonly value: T }[] = [];

  constructor(private readonly lengthMs: number) {}

  add(value: T, now: number): void {
    this.pieces.push({ at: now, value });
    const oldest = now - this.lengthMs;
    if ((this.pieces[0]?.at ?? now) <= oldest) this.pieces = this.pieces.filter(({ at }) => at > oldest);
  }

  get values(): readonly T[] {
    return this.pieces.map(({ value }) => value);
  }
}
