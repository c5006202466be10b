/** The count of a service; undefined where there is none. A service can be called `constructor`. */
export const countIn = (counts: Readonly<Record<string, number | undefined>>, service: string): number | undefined =>
  Object.hasOwn(counts, service) ? counts[service] : undefined;
