/** Of the text of a file, in characters; what is behind is not read. */
export const maxTextLength = 1_000_000;
/** Of the text of a file. */
export const maxLines = 60_000;
/** Entries of lists and rows of tables. */
export const maxItems = 10_000;
/** Blocks of any kind. */
export const maxBlocks = 40_000;
/** Lists and quotes in each other. */
export const maxDepth = 50;
/** Characters that marks of text are made of, in the whole file; what is behind is shown as it stands there. */
export const maxMarks = 100_000;
/** Marks in each other, such as strong text in a link. */
export const maxInlineDepth = 12;
/** Of a task's own words, in characters. */
export const maxTaskLength = 1_000;
/** Of what a comment says, in characters. */
export const maxCommentLength = 200;
/** On one item. */
export const maxComments = 20;
