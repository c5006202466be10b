/** What the workbench itself makes of text, by its own expressions. */

/** Links, commands among them, that it would make of a notification's text or a picker's prompt. */
export const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi)].map(
    (match) => match[2] ?? '',
  );

/** Icons that it would make of a label, or of rendered Markdown. */
export const iconsIn = (text: string): readonly string[] =>
  [...text.matchAll(/(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g)]
    .filter((match) => match[1] === undefined)
    .map((match) => match[2] ?? '');
