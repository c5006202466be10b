/** Text of a document: what could hide or turn what stands around it is made visible; tabs and ends of lines stay. */
export const cleanText = (text: string): string => text.replace(hidden, (char) => `⟨${codePoint(char)}⟩`);

const hidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const codePoint = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
