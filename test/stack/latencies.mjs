// Percentiles in a fixed amount of memory: buckets that grow by 4 %, which is the error of the answer.
const GROWTH = 1.04;
const SMALLEST_MS = 0.1;
const BUCKETS = 340;

export class Latencies {
  #counts = new Uint32Array(BUCKETS);
  #total = 0;

  /** @param {number} milliseconds */
  add(milliseconds) {
    const index = Math.ceil(Math.log(Math.max(milliseconds, SMALLEST_MS) / SMALLEST_MS) / Math.log(GROWTH));
    const bucket = Math.min(BUCKETS - 1, Math.max(0, index));
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#total += 1;
  }

  /**
   * @param {number} quantile between 0 and 1
   * @returns {number | undefined} milliseconds; undefined while there is nothing to tell
   */
  quantile(quantile) {
    if (this.#total === 0) return undefined;
    const rank = Math.max(1, Math.ceil(quantile * this.#total));
    let seen = 0;
    for (let index = 0; index < BUCKETS; index += 1) {
      seen += this.#counts[index] ?? 0;
      if (seen >= rank) return SMALLEST_MS * GROWTH ** index;
    }
    return undefined;
  }
}
