import type { Workbench } from './workbench.js';

/** Starts a plan that the guard of the way down stands in the way of: half an hour of calm has not been seen in a test. */
export async function overridePlan({ quickInput }: Workbench, reason: string): Promise<void> {
  await quickInput.row('Override with a reason').click();
  await quickInput.waitFor('Override with a Reason');
  await quickInput.type(reason);
  await quickInput.accept();
}
