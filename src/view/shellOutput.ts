/** Numbers of the commands to a terminal that are not for a container to give: the clipboard's, and two that editors take for themselves. */
const refused: ReadonlySet<number> = new Set([52, 633, 1337]);

/** A terminal leaves these out, wherever they stand in a command to it. */
const skipped = String.raw`[\u0000-\u0017\u0019\u001c-\u001f\u007f]*`;
const opening = new RegExp(String.raw`\u001b${skipped}\]|\u009d`);
const halfOpening = new RegExp(String.raw`\u001b${skipped}$`);
const number = /^[\d\u0000-\u0006\u0008-\u0017\u0019\u001c-\u001f\u007f]*/;
const ending = /[\u0007\u0018\u001a\u009c]|\u001b\\?/;

/**
 * Means nothing by itself, and ends what is open: what stands before a command that is left out and what stands behind it would otherwise make
 * another one.
 */
const inItsPlace = '\u001b\\';

/** Longer beginnings of a command than any terminal's are dropped. */
const mostHeld = 200;

/**
 * What a shell in a container writes, on its way to the terminal. It may move the cursor, paint and set the title, as any program of a terminal; it may not read
 * or write the clipboard, nor pose as the editor's own shell integration. A command may come in any number of pieces.
 */
export class ShellOutput {
  private held = '';
  private isDropping = false;

  /** @returns what of it and of the pieces before may be shown by now */
  take(piece: string): string {
    let text = this.held + piece;
    this.held = '';
    let shown = '';
    while (text !== '') {
      if (this.isDropping) text = this.behindCommand(text);
      else {
        const found = opening.exec(text);
        const before = found ? text.slice(0, found.index) : this.withoutHalf(text);
        shown += before;
        if (!found) break;
        const [digits = ''] = number.exec(text.slice(found.index + found[0].length)) ?? [];
        const end = found.index + found[0].length + digits.length;
        if (end === text.length) {
          this.hold(text.slice(found.index));
          break;
        }
        this.isDropping = refused.has(Number(digits.replace(/\D/g, '')));
        shown += this.isDropping ? inItsPlace : text.slice(found.index, end);
        text = text.slice(end);
      }
    }
    return shown;
  }

  /** What stands behind the command that is left out; nothing while it goes on. */
  private behindCommand(text: string): string {
    const end = ending.exec(text);
    if (!end) return '';
    // The one half of its end, or the beginning of another command.
    if (end[0] === '\u001b' && end.index + 1 === text.length) {
      this.hold(end[0]);
      return '';
    }
    this.isDropping = false;
    return end[0] === '\u001b' ? text.slice(end.index) : text.slice(end.index + end[0].length);
  }

  /** All but a command's beginning at the end. */
  private withoutHalf(text: string): string {
    const half = halfOpening.exec(text);
    if (!half) return text;
    this.hold(half[0]);
    return text.slice(0, half.index);
  }

  private hold(text: string): void {
    this.held = text.length > mostHeld ? '' : text;
  }
}
