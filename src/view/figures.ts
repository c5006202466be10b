/** Figures as people read them: whole where decimals say nothing, always with the unit. */

export const percent = (value: number | undefined): string =>
  value === undefined ? 'unknown' : `${Math.round(value)} %`;

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as `docker stats` does not use them but disks and people do: `410 MB`, `1.2 GB`. */
export function bytes(value: number | undefined): string {
  if (value === undefined) return 'unknown';
  let amount = value;
  let unit = 0;
  while (amount >= 999.5 && unit < byteUnits.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const text = unit >= 3 && amount < 99.5 ? amount.toFixed(1).replace(/\.0$/, '') : String(Math.round(amount));
  return `${text} ${byteUnits[unit] ?? 'B'}`;
}

const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Binary units, in which limits of containers and the memory of machines are given: `512 MiB`, `6 GiB`. */
export function binaryBytes(value: number | undefined): string {
  if (value === undefined) return 'unknown';
  let amount = value;
  let unit = 0;
  while (amount >= 1023.5 && unit < binaryUnits.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const text = unit >= 3 && amount < 99.5 ? amount.toFixed(1).replace(/\.0$/, '') : String(Math.round(amount));
  return `${text} ${binaryUnits[unit] ?? 'B'}`;
}

/** `41 s`, `6 min`, `2 h`, `3 d`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

export const count = (amount: number, one: string, many = `${one}s`): string =>
  `${amount} ${amount === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

export const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
