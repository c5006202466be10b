import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm start [-- --docker] [-- --dry-run]

  --docker   insists on a Docker Engine, and starts one where that can be done
  --dry-run  says where the workbench would open, and starts and opens nothing`;

/**
 * @param {readonly string[]} args
 * @returns {{ insist: boolean, dryRun: boolean } | undefined} undefined: there is no such option
 */
export function readStartArguments(args) {
  try {
    const options = /** @type {const} */ ({ docker: { type: 'boolean' }, 'dry-run': { type: 'boolean' } });
    const { values } = parseArgs({ args: [...args], options });
    return { insist: values.docker ?? false, dryRun: values['dry-run'] ?? false };
  } catch {
    return undefined;
  }
}
