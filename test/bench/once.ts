/** Makes something on first use, and the same one from then on. */
export function once<T>(make: () => Promise<T>): { readonly used: boolean; readonly get: () => Promise<T> } {
  let made: Promise<T> | undefined;
  return {
    get used() {
      return made !== undefined;
    },
    get: () => (made ??= make()),
  };
}
