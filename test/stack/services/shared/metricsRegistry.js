// Counters, gauges and histograms in Prometheus' text format: the little of a client library that the stack needs.

const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** @typedef {Record<string, string>} Labels */

/** @param {Labels} labels */
function labelText(labels) {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value.replace(/[\\"\n]/g, '_')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

export class MetricsRegistry {
  /** @type {(() => string | Promise<string>)[]} */
  #families = [];

  /** @param {string} name @param {string} help */
  counter(name, help) {
    /** @type {Map<string, number>} */
    const values = new Map();
    this.#families.push(() =>
      family(
        name,
        'counter',
        help,
        [...values].map(([labels, value]) => `${name}${labels} ${value}`),
      ),
    );
    return {
      /** @param {Labels} labels */
      add: (labels = {}) => {
        const key = labelText(labels);
        values.set(key, (values.get(key) ?? 0) + 1);
      },
    };
  }

  /** @param {string} name @param {string} help */
  histogram(name, help) {
    /** @type {Map<string, { labels: Labels, counts: number[], sum: number, count: number }>} */
    const series = new Map();
    this.#families.push(() =>
      family(
        name,
        'histogram',
        help,
        [...series.values()].flatMap((one) => [
          ...durationBuckets.map(
            (bound, index) => `${name}_bucket${labelText({ ...one.labels, le: String(bound) })} ${one.counts[index]}`,
          ),
          `${name}_bucket${labelText({ ...one.labels, le: '+Inf' })} ${one.count}`,
          `${name}_sum${labelText(one.labels)} ${one.sum.toFixed(6)}`,
          `${name}_count${labelText(one.labels)} ${one.count}`,
        ]),
      ),
    );
    return {
      /** @param {number} seconds @param {Labels} labels */
      observe: (seconds, labels = {}) => {
        const key = labelText(labels);
        const one = series.get(key) ?? { labels, counts: durationBuckets.map(() => 0), sum: 0, count: 0 };
        series.set(key, one);
        // Buckets are cumulative: a value counts in each one that it does not exceed.
        durationBuckets.forEach((bound, index) => {
          if (seconds <= bound) one.counts[index] += 1;
        });
        one.sum += seconds;
        one.count += 1;
      },
    };
  }

  /**
   * A gauge is read when it is scraped. One that cannot be read is left out: a missing figure is never a zero.
   * @param {string} name @param {string} help @param {() => number | null | Promise<number | null>} read
   */
  gauge(name, help, read) {
    this.#families.push(async () => {
      try {
        const value = await read();
        return value === null ? '' : family(name, 'gauge', help, [`${name} ${value}`]);
      } catch {
        return '';
      }
    });
  }

  async text() {
    return (await Promise.all(this.#families.map((read) => read()))).join('');
  }
}

/** @param {string} name @param {string} kind @param {string} help @param {string[]} lines */
function family(name, kind, help, lines) {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${lines.map((line) => `${line}\n`).join('')}`;
}
