/** As Docker writes a date, to the nanosecond; what has not happened is in the year 1. */
export const dateText = (ms: number | undefined): string =>
  ms === undefined ? '0001-01-01T00:00:00Z' : new Date(ms).toISOString().replace(/Z$/, '000000Z');
