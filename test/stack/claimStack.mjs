import { oneAtATime } from '../machine/oneAtATime.mjs';

/**
 * The stack has one name and its ports on this machine, and several tiers run at once: whoever uses it waits for its turn, which may take
 * minutes.
 * @returns {Promise<() => void>} gives it back
 */
export const claimStack = () =>
  new Promise((claimed, failed) => {
    oneAtATime('stack', () => new Promise((release) => claimed(() => release(undefined)))).catch(failed);
  });
