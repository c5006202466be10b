// The tests in the extension host of a served workbench: a page has to be open for the host to run.
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureBrowser } from '../machine/browser.mjs';
import { startCodeServer } from '../machine/codeServer.mjs';

const TIMEOUT_MS = 5 * 60_000;

/**
 * @param {import('./runOnDesktop.mjs').HostRun} run
 * @returns {Promise<number>} the exit code that the workbench gives
 */
export async function runInBrowser({ extension, tests, folder, profile, env }) {
  const { executablePath, args } = await ensureBrowser();
  const server = await startCodeServer({
    userDataDir: join(profile, 'data'),
    extensionsDir: join(profile, 'extensions'),
    folder,
    trust: true,
    env,
  });
  const browser = await chromium.launch({ executablePath, args });
  try {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    /** @type {Promise<number>} */
    const ended = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no end after ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
      void page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => {
        clearTimeout(timer);
        resolve(code);
      });
    });
    await page.exposeFunction('codeAutomationLog', show);
    await page.goto(server.url({ extensionDevelopmentPath: extension, extensionTestsPath: tests, skipWelcome: true }));
    return await ended;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * Mocha's words alone. The workbench's own come the same way; Mocha's are the coloured ones.
 * @param {string} type
 * @param {unknown[]} args as console.log takes them
 */
function show(type, [first, ...rest]) {
  if (type === 'info' && typeof first === 'string' && first.includes('\u001b[')) console.log(first, ...rest);
}
