import { commandWords } from './commandWords.js';

/** What Scalebook does itself instead of a command, with a plan, guards and a check afterwards, and without undoing other services' counts. */
export type SafeStep =
  /** By Compose names. */
  | { readonly step: 'scale'; readonly counts: Readonly<Record<string, number>> }
  | { readonly step: 'restart'; readonly service: string };

/** Options of `docker compose` that have a word behind them, and do not name another project. */
const composeOptions: ReadonlySet<string> = new Set([
  '-f',
  '--file',
  '--profile',
  '--env-file',
  '--parallel',
  '--ansi',
  '--progress',
]);
const upOptions: ReadonlySet<string> = new Set(['-t', '--timeout', '--pull', '--wait-timeout']);
const restartOptions: ReadonlySet<string> = new Set(['-t', '--timeout']);
const countText = /^([a-zA-Z0-9][\w.-]{0,127})=(\d{1,4})$/;
const serviceName = /^[a-zA-Z0-9][\w.-]{0,127}$/;

/**
 * Those steps in a command, in their order; none where a count is for the shell to work out, or where it names another project, context or host.
 *
 * @param text filled in
 * @param stack whose services have its name before theirs in a Swarm
 */
export const safeSteps = (text: string, stack: string): readonly SafeStep[] =>
  commandWords(text).flatMap((words) => stepsOf(words[0] === 'sudo' ? words.slice(1) : words, stack));

function stepsOf([program, ...rest]: readonly string[], stack: string): readonly SafeStep[] {
  if (program === 'docker-compose') return composeSteps(rest);
  if (program !== 'docker') return [];
  if (rest[0] === 'compose') return composeSteps(rest.slice(1));
  return rest[0] === 'service' && rest[1] === 'scale' ? swarmSteps(rest.slice(2), stack) : [];
}

function composeSteps(words: readonly string[]): readonly SafeStep[] {
  const [command = '', ...rest] = withoutOptions(words, composeOptions, 'before') ?? [];
  switch (command) {
    case 'up':
      return scaleOf(scaleArguments(rest));
    case 'scale':
      return scaleOf(withoutOptions(rest, new Set(), 'all'));
    case 'restart':
      return (withoutOptions(rest, restartOptions, 'all') ?? []).flatMap((service) =>
        serviceName.test(service) ? [{ step: 'restart' as const, service }] : [],
      );
    default:
      return [];
  }
}

/** Only those that bear the stack's name are of the stack. */
function swarmSteps(words: readonly string[], stack: string): readonly SafeStep[] {
  const counts = withoutOptions(words, new Set(), 'all');
  if (stack === '' || !counts?.every((count) => count.startsWith(`${stack}_`))) return [];
  return scaleOf(counts.map((count) => count.slice(stack.length + 1)));
}

/** What stands behind each `--scale`; undefined where there is none. */
function scaleArguments(words: readonly string[]): readonly string[] | undefined {
  const counts = words.flatMap((word, index) => {
    if (word === '--scale') return [words[index + 1] ?? ''];
    return word.startsWith('--scale=') ? [word.slice('--scale='.length)] : [];
  });
  const others = withoutOptions(words, new Set([...upOptions, '--scale']), 'all') ?? [];
  // Services that are named besides would be started, and are not the same step.
  return others.every((name) => counts.some((count) => count.startsWith(`${name}=`))) ? counts : undefined;
}

function scaleOf(texts: readonly string[] | undefined): readonly SafeStep[] {
  const counts: [string, number][] = [];
  for (const text of texts ?? []) {
    const [, service, count] = countText.exec(text) ?? [];
    if (service === undefined || count === undefined) return [];
    counts.push([service, Number(count)]);
  }
  return counts.length === 0 ? [] : [{ step: 'scale', counts: Object.fromEntries(counts) }];
}

/**
 * @param withWord options that have a word behind them
 * @param where options stand: only before the first other word, or anywhere
 * @returns undefined where an option points elsewhere
 */
function withoutOptions(
  words: readonly string[],
  withWord: ReadonlySet<string>,
  where: 'before' | 'all',
): readonly string[] | undefined {
  const left: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (elsewhere.test(word) && where === 'before') return undefined;
    if (withWord.has(word)) index += 1;
    else if (!word.startsWith('-')) {
      if (where === 'before') return words.slice(index);
      left.push(word);
    }
  }
  return left;
}

const elsewhere = /^(-p|--project-name|--project-directory|-c|--context|-H|--host)(=|$)/;
