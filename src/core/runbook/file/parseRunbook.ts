import type { Runbook } from '../runbook.js';
import type { Path, RunbookProblem } from './problem.js';
import { limits } from './read/limits.js';
import { readYaml } from './read/readYaml.js';
import { runbookOf } from './read/runbookOf.js';
import { readShape, type PathFlaw } from './read/shapeFlaws.js';
import type { YamlTree } from './read/yamlTree.js';
import { firstLine, linesOf, type Span } from './text/span.js';

export interface ParsedRunbook {
  /** Undefined when there is an error. */
  readonly runbook: Runbook | undefined;
  /** By their places in the file, and no more of them than anyone reads. */
  readonly problems: readonly RunbookProblem[];
}

interface Flaw {
  readonly span: Span;
  readonly severity: RunbookProblem['severity'];
  readonly message: string;
}

/** Reads the text of a `scalebook.yaml`. Whatever the text, it neither throws nor takes long. */
export function parseRunbook(text: string): ParsedRunbook {
  const yaml = readYaml(text);
  if (!yaml.ok)
    return broken(
      text,
      yaml.error.map((flaw) => ({ ...flaw, severity: 'error' })),
    );
  const tree = yaml.value;
  const located = (flaw: PathFlaw, severity: Flaw['severity']): Flaw => ({
    span: spanOf(flaw, tree),
    severity,
    message: flaw.message,
  });
  const shape = readShape(tree);
  if (!shape.ok)
    return broken(
      text,
      shape.error.map((flaw) => located(flaw, 'error')),
    );
  const flaws: Flaw[] = [];
  const note = (severity: Flaw['severity']) => (path: Path, message: string) =>
    void flaws.push(located({ path, at: 'value', message }, severity));
  const runbook = runbookOf(shape.value, tree.keys(['services']), { error: note('error'), warning: note('warning') });
  const isBroken = flaws.some(({ severity }) => severity === 'error');
  return { runbook: isBroken ? undefined : runbook, problems: problemsOf(text, flaws) };
}

const broken = (text: string, flaws: readonly Flaw[]): ParsedRunbook => ({
  runbook: undefined,
  problems: problemsOf(text, flaws),
});

function spanOf({ path, at }: PathFlaw, tree: YamlTree): Span {
  const place = tree.place(path);
  if (!place) return { from: 0, to: 1 };
  const value = tree.at(path);
  const isCollection = typeof value === 'object' && value !== null;
  return (at === 'key' || isCollection ? place.key : undefined) ?? place.value;
}

/** Names in it are the file's own, and as long as it likes. */
const longestMessage = 400;
const bounded = (message: string): string =>
  message.length > longestMessage ? `${message.slice(0, longestMessage - 1)}…` : message;

// One problem for each place: the first says what matters, the others often only follow from it.
function problemsOf(text: string, flaws: readonly Flaw[]): readonly RunbookProblem[] {
  const { position } = linesOf(text);
  const firsts = new Map(flaws.toReversed().map((flaw) => [`${flaw.span.from} ${flaw.severity}`, flaw]));
  return [...firsts.values()]
    .sort((a, b) => a.span.from - b.span.from)
    .slice(0, limits.problems)
    .map(({ span, severity, message }) => {
      const { from, to } = firstLine(text, span);
      return { message: bounded(message), severity, from: position(from), to: position(to) };
    });
}
