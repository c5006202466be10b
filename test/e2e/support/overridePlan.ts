import type { Workbench } from './workbench.js';

/**
 * Starts a plan that the guard of the way down stands in the way of: half an hour of calm has not been seen in a test.
 *
 * @param picture a name for a picture of the box with the reason in it
 */
export async function overridePlan(workbench: Workbench, reason: string, picture = ''): Promise<void> {
  const { quickInput } = workbench;
  await quickInput.row('Override with a reason').click();
  await quickInput.waitFor('Override with a Reason');
  await quickInput.type(reason);
  if (picture !== '') await workbench.screenshot(picture);
  await quickInput.accept();
}
