import fc from 'fast-check';

/** Texts as a container, a label or a network could make them to be more than text. */
export const hostileTexts: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '<img src=x onerror=alert(1)>',
        '</failure><testcase name="x"/>',
        ']]>',
        '<![CDATA[',
        '<!--',
        '&amp;&#0;&x;',
        '"\'',
        '\u0000\u001b[31m',
        '\ud800',
        '\uffff',
        '\u202e',
        '[a](command:x)',
        '`$(x)`',
        '| a |',
        '\n# a',
        'é😀',
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
);
