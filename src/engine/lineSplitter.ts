const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts bytes, in whatever pieces they come, into lines. Of a line longer than `maxBytes` the beginning is handed over, with
 * `whole` false, as soon as it is that long; the rest of it is dropped.
 */
export class LineSplitter {
  private pieces: Uint8Array[] = [];
  private bytes = 0;
  private skipping = false;

  constructor(
    private readonly maxBytes: number,
    private readonly onLine: (text: string, whole: boolean) => void,
  ) {}

  push(chunk: Uint8Array): void {
    let start = 0;
    while (start < chunk.length) {
      const newline = chunk.indexOf(NEWLINE, start);
      const end = newline < 0 ? chunk.length : newline;
      this.take(chunk.subarray(start, end));
      if (newline < 0) return;
      this.endLine();
      start = newline + 1;
    }
  }

  /** Hands over what came after the last line end, if anything did. */
  end(): void {
    if (this.bytes > 0) this.endLine();
  }

  private take(piece: Uint8Array): void {
    if (this.skipping || piece.length === 0) return;
    const room = this.maxBytes - this.bytes;
    // Copied, as a small piece must not hold on to the large buffer that it came in.
    this.pieces.push(Uint8Array.from(piece.subarray(0, room)));
    this.bytes += Math.min(piece.length, room);
    if (piece.length <= room) return;
    this.emit(false);
    this.skipping = true;
  }

  private endLine(): void {
    if (!this.skipping) this.emit(true);
    this.skipping = false;
  }

  private emit(whole: boolean): void {
    const line = Buffer.concat(this.pieces);
    this.pieces = [];
    this.bytes = 0;
    const length = whole && line.at(-1) === CARRIAGE_RETURN ? line.length - 1 : line.length;
    this.onLine(line.toString('utf8', 0, length), whole);
  }
}
