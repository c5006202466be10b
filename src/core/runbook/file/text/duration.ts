const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
type Unit = keyof typeof unitMs;
const units: readonly Unit[] = ['w', 'd', 'h', 'm', 's', 'ms'];

const part = '[0-9]{1,11}(\\.[0-9]{1,3})? *(ms|s|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?)';

/** A duration as people write it: `10m`, `30 s`, `1h 30m`, `2 days`. */
export const durationPattern = new RegExp(`^${part}( *${part})*$`);

/** A year: whatever is longer is a slip of the finger. */
export const longestMs = 366 * unitMs.d;

/** In ms; undefined where the text is no duration. */
export function durationMs(text: string): number | undefined {
  if (!durationPattern.test(text)) return undefined;
  const parts = text.matchAll(/([0-9.]+) *([a-z]+)/g);
  return Math.round(Array.from(parts, ([, count, unit = '']) => Number(count) * unitMs[unitOf(unit)]).reduce(sum, 0));
}

/** The shortest text that is exactly as long. */
export function durationText(ms: number): string {
  const whole = units.find((unit) => ms % unitMs[unit] === 0);
  if (ms === 0 || whole === undefined) return '0s';
  return `${ms / unitMs[whole]}${whole}`;
}

const sum = (a: number, b: number): number => a + b;

const unitOf = (word: string): Unit => (word === 'ms' ? 'ms' : (units.find((unit) => word.startsWith(unit)) ?? 's'));
