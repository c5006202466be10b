// The stack from the command line: node test/stack/stack.mjs up | down | status | load
import { USAGE, readStackArguments } from './stackArguments.mjs';
import { stackDown } from './stackDown.mjs';
import { stackLoad } from './stackLoad.mjs';
import { stackStatus } from './stackStatus.mjs';
import { stackUp } from './stackUp.mjs';

export { stackDown, stackLoad, stackStatus, stackUp };

/** @param {readonly string[]} args */
async function main(args) {
  const wish = readStackArguments(args);
  if ('problem' in wish) {
    console.error(`${wish.problem}\n\n${USAGE}`);
    return 2;
  }
  switch (wish.command) {
    case 'up':
      await stackUp();
      return 0;
    case 'down':
      await stackDown();
      return 0;
    case 'status':
      await stackStatus();
      return 0;
    case 'load': {
      const ending = new AbortController();
      process.once('SIGINT', () => ending.abort());
      process.once('SIGTERM', () => ending.abort());
      const { failed } = await stackLoad({ ...wish, signal: ending.signal });
      return failed === 0 ? 0 : 1;
    }
  }
}

if (process.argv[1] === import.meta.filename) {
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    },
  );
}
