// In this order: an operating system command, a control sequence, any other control character.
const controls =
  /\u001b\][^\u0007\u001b]*(?:\u001b(?!\\)[^\u0007\u001b]*)*(?:\u0007|\u001b\\)?|\u001b\[[0-?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const colour = /^\u001b\[[0-9;:]*m$/;

/** Colours may pass from a container's log to the terminal; what moves the cursor, renames windows or writes the clipboard may not. */
export function terminalSafe(text: string): string {
  return text.replace(controls, (control) => (colour.test(control) ? control : ''));
}

const hues = [36, 32, 33, 35, 34, 31] as const;

/** One line of a merged log: who said it, in a colour of its own, then what was said. */
export function logLine(speaker: string, index: number, width: number, text: string): string {
  return `\u001b[${hues[index % hues.length] ?? 36}m${speaker.padEnd(width)}\u001b[0m | ${terminalSafe(text)}\u001b[0m\r\n`;
}
