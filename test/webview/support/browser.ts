import { chromium, type Browser } from 'playwright-core';
import { ensureBrowser } from '../../machine/browser.mjs';

let started: Promise<Browser> | undefined;

/** One browser for all files of the tier; it ends with the tests. */
export function browser(): Promise<Browser> {
  return (started ??= launch());
}

async function launch(): Promise<Browser> {
  const { executablePath, args } = await ensureBrowser();
  const launched = await chromium.launch({ executablePath, args });
  process.once('exit', () => void launched.close());
  return launched;
}

export const closeBrowser = async (): Promise<void> => {
  await (await started)?.close();
  started = undefined;
};
