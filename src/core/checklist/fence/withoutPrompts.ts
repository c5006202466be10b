const prompt = /^\s*(?:\$|PS [^>]*>|[A-Z]:\\[^>]*>)[ \t]+/;

/**
 * What is typed in the record of a session: the lines behind a prompt, with those that go on behind a `\` at the end of one. A text without any
 * prompt stays as it is.
 */
export function withoutPrompts(text: string): string {
  const lines = text.split('\n');
  if (!lines.some((line) => prompt.test(line))) return text;
  const typed: string[] = [];
  let goesOn = false;
  for (const line of lines) {
    const begins = prompt.test(line);
    // The shell's own mark before what goes on.
    if (begins || goesOn) typed.push(begins ? line.replace(prompt, '') : line.replace(/^> ?/, ''));
    goesOn = (begins || goesOn) && line.endsWith('\\');
  }
  return typed.join('\n');
}
