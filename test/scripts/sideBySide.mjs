// Runs lanes of tiers at the same time, each in a process of its own.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Every line of a lane is printed as it comes, with the lane's first tier before it.
 * @param {string} script what runs the tiers that it is given, and says last `N passed, N failed`
 * @param {string[][]} lanes
 * @returns {Promise<{ passed: number, failed: number }[]>} one a lane; one that ended badly or without its counts has a failure
 */
export const runSideBySide = (script, lanes) => Promise.all(lanes.map((lane) => runLane(script, lane)));

/**
 * @param {string} script
 * @param {string[]} lane
 */
async function runLane(script, lane) {
  const name = lane[0] ?? '';
  const child = spawn(process.execPath, [script, ...lane], { stdio: ['ignore', 'pipe', 'pipe'] });
  let last = '';
  createInterface({ input: child.stderr }).on('line', (line) => console.error(`${name} | ${line}`));
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(`${name} | ${line}`);
    last = line;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(last) ?? [];
  if (passed === undefined || failed === undefined) return { passed: 0, failed: 1 };
  return { passed: Number(passed), failed: code === 0 || Number(failed) > 0 ? Number(failed) : 1 };
}
