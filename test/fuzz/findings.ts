/** An input that once broke what has to hold, as it was found or made smaller. It is tried before any other. */
export interface Finding {
  /** The target's name. */
  readonly target: string;
  readonly title: string;
  readonly input: unknown;
}

export const findings: readonly Finding[] = [
  {
    target: 'checklists',
    title: 'an option of one letter without end behind many commands that remove',
    input: [`\`\`\`bash\n${'rm '.repeat(12)}-${'v'.repeat(15_900)}-\n\`\`\`\n`, 0],
  },
  {
    target: 'checklists',
    title: 'a megabyte of open images',
    input: ['![[]('.repeat(200_000), 0],
  },
  {
    target: 'checklists',
    title: 'comments that are opened and never closed on the line of an item',
    input: [`- [ ] x \`${'<!--'.repeat(200_000)}\`\n  <!-- check: nope -->\n`, 0],
  },
  {
    target: 'runbook files',
    title: 'a key with blanks without end behind it',
    input: [`a${' '.repeat(60_000)}`, 1, 0],
  },
  {
    target: 'runbook files',
    title: 'an address of nothing but slashes',
    input: [`prometheus: { url: "${'//'.repeat(30_000)}" }`, 0, 0],
  },
  {
    target: 'runbook files',
    title: 'an error for each character',
    input: ['}'.repeat(45_000), 0, 0],
  },
  {
    target: 'runbook files',
    title: 'an alias with a name without end, in what is told of it',
    input: [`http://<<: *a${'~'.repeat(30_000)}`, 0, 0],
  },
  {
    target: 'runbook files',
    title: 'a word with a line end behind it',
    input: [`verification: { errorWords: ["${'a'.repeat(60_000)}\\n"] }`, 0, 0],
  },
  {
    target: 'texts of containers, programs and files',
    title: 'a constraint with blanks without end',
    input: `node.id==${' '.repeat(100_000)}x`,
  },
  {
    target: 'texts of containers, programs and files',
    title: 'a value in a statement that ends in the middle of an escape',
    input: "'\\".repeat(60_000),
  },
  {
    target: 'texts of containers, programs and files',
    title: 'empty lines without end that something stands behind',
    input: `${'\n'.repeat(100_000)}x`,
  },
  {
    target: 'texts of containers, programs and files',
    title: 'returns to the beginning of a line that never ends',
    input: '\r'.repeat(60_000),
  },
  {
    target: 'texts of containers, programs and files',
    title: 'progress of Compose with blanks without end',
    input: `${' '.repeat(100_000)}x`,
  },
];
