const powers = ['B', 'K', 'M', 'G', 'T'] as const;

/** An amount of memory as Docker takes it: `512MB`, `2GiB`, `1.5G`. */
export const sizePattern = /^[0-9]{1,12}(\.[0-9]{1,3})? *([kKmMgGtT]i?[bB]?|[bB])$/;

/** In bytes; each step is 1024, as Docker counts. Undefined where the text is no size. */
export function sizeBytes(text: string): number | undefined {
  const [, count, unit = ''] = /^([0-9.]+) *(.)/.exec(text) ?? [];
  const power = powers.findIndex((letter) => letter === unit.toUpperCase());
  return sizePattern.test(text) && power >= 0 ? Math.round(Number(count) * 1024 ** power) : undefined;
}

/** The shortest text that is exactly as much. */
export function sizeText(bytes: number): string {
  const power = bytes === 0 ? 0 : powers.findLastIndex((_, index) => bytes % 1024 ** index === 0);
  const letter = powers[power] ?? 'B';
  return `${bytes / 1024 ** power}${letter === 'B' ? 'B' : `${letter}iB`}`;
}
