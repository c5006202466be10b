import { settle } from './manualClock.js';

/** Runs `work` and gives the errors that nobody caught meanwhile, which mocha would take for the test's own. */
export async function uncaughtDuring(work: () => Promise<void>): Promise<readonly unknown[]> {
  const caught: unknown[] = [];
  const take = (error: unknown): void => void caught.push(error);
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => process.listeners(event as 'uncaughtException'));
  for (const event of events) process.removeAllListeners(event).on(event, take);
  try {
    await work();
    await settle();
  } finally {
    events.forEach((event, index) => {
      process.removeAllListeners(event);
      for (const listener of before[index] ?? []) process.on(event as 'uncaughtException', listener);
    });
  }
  return caught;
}
