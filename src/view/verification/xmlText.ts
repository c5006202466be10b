const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** Text for XML 1.0, in an element or an attribute. Characters that XML does not know, in whatever form, are left out. */
export const xmlText = (text: string): string =>
  Array.from(text.replaceAll(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''))
    .map((character) => entities[character] ?? character)
    .join('');
