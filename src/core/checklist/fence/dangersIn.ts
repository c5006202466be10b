/** What a command could take away for good. */
export type DangerKind =
  'prune' | 'remove' | 'drop' | 'empty' | 'volumes' | 'down' | 'kill' | 'disk' | 'clean' | 'machine';

export interface Danger {
  readonly danger: DangerKind;
  /** Those of the command that say so, in one bounded line. */
  readonly words: string;
}

/** Where a word of a command begins: not inside an option such as `--rm`. */
const begin = String.raw`(?<![\w.-])`;
/** Words that stand between on the same command. */
const between = String.raw`(?:[ \t]+[^\s;&|]+){0,12}?[ \t]+`;
const pattern = (source: string, flags = 'g'): RegExp => new RegExp(begin + source, flags);

const patterns = {
  prune: pattern(String.raw`prune\b`, 'gi'),
  remove: pattern(
    String.raw`(?:(?:rm|rmi|unlink|shred|rmdir|del|erase|rd|Remove-Item|ri)(?=[\s"';)]|$)|(?:docker|podman)${between}remove\b|find\b[^\n;|]{0,300}\s-delete\b)`,
    'gi',
  ),
  drop: pattern(String.raw`(?:drop(?:db|user)?(?=[\s"';]|$)|delete\s+from\b)`, 'gi'),
  empty: pattern(String.raw`(?:truncate|flushall|flushdb)\b`, 'gi'),
  volumes: pattern(String.raw`(?:down|rm)${between}(?:-(?=\w*v)\w+|--volumes)(?![\w-])`),
  down: pattern(
    String.raw`(?:docker[ -]compose${between}down\b|docker${between}stack${between}rm\b|docker[ -]compose[ \t]+down\b)`,
  ),
  kill: pattern(String.raw`(?:kill|pkill|killall|taskkill|Stop-Process)\b`, 'gi'),
  disk: pattern(
    String.raw`(?:mkfs(?:\.\w+)?|wipefs|fdisk|parted|format[ \t]+[a-z]:|Format-Volume|Clear-Disk|dd(?=[ \t]+\w+=)|>{1,2}\|?[ \t]*/dev/(?!null\b|stdout\b|stderr\b|tty\b|fd/)\S+|tee${between}/dev/(?!null\b|stdout\b|stderr\b|tty\b)\S+)`,
    'gi',
  ),
  clean: pattern(String.raw`git${between}?[ \t]*(?:clean\b|reset\b[^\n;&|]{0,300}--hard\b)`),
  machine: pattern(String.raw`(?:shutdown|reboot|halt|poweroff|Restart-Computer|Stop-Computer)\b`, 'gi'),
} as const satisfies Record<DangerKind, RegExp>;

const maxWords = 80;
const kinds = Object.keys(patterns) as DangerKind[];

/**
 * What in a command takes something away for good, so that it is asked for once more. It errs on that side: a word in a comment counts, too. No
 * guard against malice, which has other words for all of it.
 */
export function dangersIn(text: string): readonly Danger[] {
  // What goes on behind a line's end is one command.
  const joined = text.replace(/[\\`^]\n[ \t]*/g, ' ');
  const found = new Map<string, Danger>();
  for (const danger of kinds)
    for (const [match] of joined.matchAll(patterns[danger])) {
      const words = match.replace(/\s+/g, ' ').trim().slice(0, maxWords);
      found.set(`${danger} ${words}`, { danger, words });
    }
  return [...found.values()];
}
