import fc from 'fast-check';
import { findings } from '../../fuzz/findings.js';
import { targets } from '../../fuzz/targets.js';

// Another seed each time: what is found is told with it, and kept in test/fuzz/findings.ts. `npm run fuzz` tries for longer.
describe('hostile input', () => {
  for (const { name, inputs, check, fewRuns } of targets) {
    it(`neither breaks nor holds up what reads ${name}`, () => {
      fc.assert(fc.property(inputs, check), { numRuns: fewRuns });
    }).timeout(60_000);

    for (const { title, input } of findings.filter(({ target }) => target === name))
      it(`that was found in ${name} once: ${title}`, () => check(input)).timeout(60_000);
  }
});
