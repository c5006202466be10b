/** Colours may pass from a container's log to the terminal; what moves the cursor, renames windows or writes the clipboard may not. */
export function terminalSafe(text: string): string {
  const colours: string[] = [];
  return text
    .replace(/\u001b\[[0-9;:]*m/g, (sequence) => {
      colours.push(sequence);
      return '\u0000';
    })
    .replace(/\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?/g, '')
    .replace(/\u001b\[[0-?]*[ -/]*[@-~]/g, '')
    .replace(/[\u0001-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
    .replace(/\u0000/g, () => colours.shift() ?? '');
}

const hues = [36, 32, 33, 35, 34, 31] as const;

/** One line of a merged log: who said it, in a colour of its own, then what was said. */
export function logLine(speaker: string, index: number, width: number, text: string): string {
  return `\u001b[${hues[index % hues.length] ?? 36}m${speaker.padEnd(width)}\u001b[0m | ${terminalSafe(text)}\u001b[0m\r\n`;
}
