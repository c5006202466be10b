/** Control characters, and those that hide or turn what stands beside them: a person would agree to another command than the one that is run. */
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

export const hasUnseen = (text: string): boolean => unseen.test(text);
