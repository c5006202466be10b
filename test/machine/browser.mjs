import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureAptPackages } from './aptPackages.mjs';
import { mayInstallSystemPackages } from './debianHost.mjs';
import { findOnPath } from './findOnPath.mjs';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];

/** Besides PATH, where a browser lies when it was installed the ordinary way. */
function usualPlaces() {
  const mac = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
  const windows = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const root = process.env[variable];
    return root === undefined
      ? []
      : [
          join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ];
  });
  return process.platform === 'darwin' ? mac : process.platform === 'win32' ? windows : [];
}

/** Nothing but the pages under test may use the network, and no first-run page may come between. */
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A Chromium, Chrome or Edge, with the arguments to start it with.
 * @returns {Promise<{ executablePath: string, args: string[] }>}
 */
export async function ensureBrowser() {
  const executablePath = installed() ?? (await install());
  // Without a screen there is no GPU to speak of, and root may only run without the sandbox.
  const headless = process.platform === 'linux' ? ['--disable-gpu'] : [];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { executablePath, args: [...asRoot, ...headless, ...QUIET] };
}

function installed() {
  return [...COMMANDS.map(findOnPath), ...usualPlaces()].find((path) => path !== undefined && existsSync(path));
}

async function install() {
  if (!mayInstallSystemPackages()) throw new Error('no browser: install Chromium, Google Chrome or Microsoft Edge');
  await ensureAptPackages(['chromium', 'fonts-dejavu-core'], 'the tests that need a browser');
  return '/usr/bin/chromium';
}
