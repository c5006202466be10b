// The command line of the stack, read and bounded.
import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run stack -- up | down | status | load --rps N --jobs N --minutes N [--hold-ms N]

  up      starts the stack and waits until it is healthy; a stack that is there returns to the counts of its file
  down    removes its containers, networks and volumes
  status  says how many replicas of each service are healthy
  load    sends N requests a second for N minutes, and uploads N jobs at the start; Ctrl-C ends it
          --hold-ms N makes each list request hold a database connection for N milliseconds`;

/** The most that each option may be. */
const BOUNDS = { rps: [0, 500], jobs: [0, 20_000], minutes: [0.05, 240], 'hold-ms': [0, 10_000] };
const WHOLE = new Set(['jobs', 'hold-ms']);

/** @typedef {{ command: 'up' | 'down' | 'status' } | { command: 'load', rps: number, jobs: number, minutes: number, holdMs: number }} StackCommand */

/**
 * @param {readonly string[]} args
 * @returns {StackCommand | { problem: string }}
 */
export function readStackArguments(args) {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        rps: { type: 'string' },
        jobs: { type: 'string' },
        minutes: { type: 'string' },
        'hold-ms': { type: 'string' },
      },
    });
  } catch (error) {
    return { problem: firstSentence(error instanceof Error ? error.message : String(error)) };
  }
  const [command, ...rest] = parsed.positionals;
  if (command === undefined) return { problem: 'Say what to do with the stack.' };
  if (rest.length > 0) return { problem: `One command at a time: "${rest.join(' ')}" is too much.` };
  if (command === 'up' || command === 'down' || command === 'status') {
    const [option] = Object.keys(parsed.values);
    return option === undefined ? { command } : { problem: `--${option} belongs to load, not to ${command}.` };
  }
  if (command !== 'load') return { problem: `There is no command "${command}".` };

  const { rps = '20', jobs = '0', minutes = '1', 'hold-ms': holdMs = '0' } = parsed.values;
  for (const [name, text] of /** @type {const} */ ([
    ['rps', rps],
    ['jobs', jobs],
    ['minutes', minutes],
    ['hold-ms', holdMs],
  ])) {
    const [least = 0, most = 0] = BOUNDS[name];
    const value = text.trim() === '' ? Number.NaN : Number(text);
    const fits = value >= least && value <= most && (!WHOLE.has(name) || Number.isInteger(value));
    if (!fits)
      return {
        problem: `--${name} takes a ${WHOLE.has(name) ? 'whole ' : ''}number from ${least} to ${most}, not "${text}".`,
      };
  }
  return { command, rps: Number(rps), jobs: Number(jobs), minutes: Number(minutes), holdMs: Number(holdMs) };
}

/** @param {string} text */
function firstSentence(text) {
  return /^[^.\n]*\.?/.exec(text)?.[0] ?? text;
}
