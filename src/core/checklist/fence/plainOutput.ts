// In this order: an operating system command, another string of the terminal's, a control sequence, a shorter one, what would hide or turn text.
const sequences =
  /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[PX^_][^\u001b]*(?:\u001b\\)?|\u001b\[[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** What a program wrote, as text: without what moves a terminal's cursor or paints, and of a line that was written over its last state. */
export const plainOutput = (text: string): string =>
  text
    .replace(sequences, '')
    // In two steps: a search for those before a line's end takes for ever where there are many and no end.
    .replace(/\r+/g, '\r')
    .replaceAll('\r\n', '\n')
    // A progress bar; what is still written over may stand before the end.
    .replace(/^.*\r(?!$)/gm, '')
    .replaceAll('\r', '');
