const firstMs = 500;
const capMs = 30_000;

/** How long to wait before attempt number `failures + 1`: doubling up to the cap, with up to a fifth taken off so that windows do not knock in step. */
export function backoffMs(failures: number, random: () => number): number {
  const full = Math.min(capMs, firstMs * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (1 - 0.2 * random()));
}
