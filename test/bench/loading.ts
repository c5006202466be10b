import { run } from '../machine/run.mjs';
import type { Measurement } from './bench.js';
import { inTurns } from './samples.js';

/** Run by a node process of its own. `vscode` is whatever is asked of it. */
const timedRequire = `
  const vscode = new Proxy(class {}, {
    get: (target, key) => (key === 'prototype' ? target.prototype : vscode),
    getPrototypeOf: () => vscode,
  });
  const module = require('node:module');
  const load = module._load;
  module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
  const begun = performance.now();
  require(process.argv[1]);
  console.log(performance.now() - begun);
  process.exit(0);`;

export const loading: Measurement = {
  name: 'activation',
  async run(bench) {
    const { file, bytes } = await bench.shipped();
    Object.assign(bench.report.bundleBytes, bytes);
    const requireOf = (path: string) => async (): Promise<number> =>
      Number(await run(process.execPath, ['-e', timedRequire, path]));
    const whole = requireOf('dockerode');
    for (const name of ['extension', 'engine'] as const) {
      const samples = await inTurns(bench, bench.rounds * 3, requireOf(file(name)), whole);
      const what = `activation: require ${name}.js in a new process`;
      bench.report.comparisons.push({ what, ...samples, instead: 'require dockerode as it comes' });
    }
  },
};
