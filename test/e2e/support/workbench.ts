import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureBrowser } from '../../machine/browser.mjs';
import { startCodeServer } from '../../machine/codeServer.mjs';
import { REPOSITORY } from '../../machine/npmPackages.mjs';
import { installExtension } from './installExtension.js';
import { Notifications } from './notifications.js';
import { QuickInput } from './quickInput.js';
import { StacksTree } from './stacksTree.js';
import { StatusBarItem } from './statusBarItem.js';
import { themes, type Theme } from './themes.js';

export interface WorkbenchOptions {
  readonly folder: string;
  /** What the extension host runs with. */
  readonly env: NodeJS.ProcessEnv;
  readonly settings?: Record<string, unknown>;
  readonly keybindings?: readonly object[];
  /** False: nobody has trusted the folder. */
  readonly isTrusted?: boolean;
  /** The extension is installed there, and not under development. */
  readonly isInstalled?: boolean;
  /** Starts the server in another way than as a plain child of this process. */
  readonly serve?: typeof startCodeServer;
}

/** Dark or light as the browser is told, without the palette, which would close what is to be seen. */
export const followsColorScheme = {
  'window.autoDetectColorScheme': true,
  'workbench.preferredDarkColorTheme': themes.dark.id,
  'workbench.preferredLightColorTheme': themes.light.id,
};

const screenshots = join(REPOSITORY, 'dist/screenshots');
const keptMs = 8000;
const patienceMs = 20_000;
/** For the sidebar, once it was asked for. */
const openMs = 7000;
/** As long as the palette may take to come up on a machine with much to do. */
const paletteMs = 5000;
/** As long as notifications may take to fade out. */
const goneMs = 4000;
/** What fades in is not there yet in a picture taken at once. */
const fadeMs = 300;

/** Nothing of the workbench's own may come between a test and the extension. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.enableExperiments': false,
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
  'extensions.ignoreRecommendations': true,
  'chat.commandCenter.enabled': false,
  'git.enabled': false,
  // A canvas has no text to read.
  'terminal.integrated.gpuAcceleration': 'off',
  'terminal.integrated.screenReaderMode': 'off',
  // Each takes its time and tells of itself; a test that is about them says so.
  'scalebook.verifyAfter': 'off',
};

/** A real workbench with the extension under development in it, and a person's hands on it. */
export class Workbench {
  readonly tree: StacksTree;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  readonly statusBar: StatusBarItem;

  private constructor(
    readonly page: Page,
    /** The process that leads the server's own. */
    readonly serverPid: number,
    private readonly ends: readonly (() => Promise<void>)[],
  ) {
    this.tree = new StacksTree(page);
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.statusBar = new StatusBarItem(page);
  }

  static async start({
    folder,
    env,
    settings = {},
    keybindings = [],
    isTrusted = true,
    isInstalled = false,
    serve = startCodeServer,
  }: WorkbenchOptions): Promise<Workbench> {
    const profile = mkdtempSync(join(tmpdir(), 'scalebook-e2e-'));
    const userDataDir = join(profile, 'data');
    write(join(userDataDir, 'User/settings.json'), { ...quiet, 'workbench.colorTheme': themes.dark.id, ...settings });
    write(join(userDataDir, 'User/keybindings.json'), keybindings);
    const extensionsDir = join(profile, 'extensions');
    if (isInstalled) installExtension(extensionsDir);
    const server = await serve({ userDataDir, extensionsDir, folder, trust: isTrusted, env });
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
    page.setDefaultTimeout(patienceMs);
    const workbench = new Workbench(page, server.pid, [
      () => browser.close(),
      () => server.stop(),
      () => rm(profile, { recursive: true, force: true, maxRetries: 5 }),
    ]);
    const developed = isInstalled ? {} : { extensionDevelopmentPath: REPOSITORY.replace(/\/$/, '') };
    try {
      await page.goto(server.url({ ...developed, skipWelcome: true }), { timeout: 60_000 });
      await page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 });
    } catch (error) {
      // Nobody else has it, to end it.
      await workbench.stop();
      throw error;
    }
    return workbench;
  }

  async stop(): Promise<void> {
    for (const end of this.ends) await end();
  }

  /** A page that takes the focus as it opens may swallow the key, and then a person presses it again. */
  private async openPalette(): Promise<void> {
    for (let tries = 0; tries < 5; tries += 1) {
      await this.page.keyboard.press('F1');
      if (await this.quickInput.isThereWithin(paletteMs)) return;
    }
    throw new Error('The palette did not open.');
  }

  /** Runs a command as people do: F1, its title, Enter. */
  async runCommand(title: string): Promise<void> {
    await this.openPalette();
    await this.quickInput.type(`>${title}`);
    // The palette offers the command used last first, not the one whose title fits best.
    await this.quickInput.widget.locator(`.monaco-list-row[aria-label^="${title}"]`).first().click();
    // Where the mouse stays, what opens next would show a hover of its own.
    await this.page.mouse.move(700, 600);
  }

  /** Opens a file by its path, wherever it is: the palette without its `>` looks for files, and has the row once it has found it. */
  async openFile(path: string): Promise<void> {
    await this.openPalette();
    await this.quickInput.type(path);
    await this.quickInput.row(basename(path)).click();
    await this.page.locator('.tab', { hasText: basename(path) }).waitFor();
    await this.page.mouse.move(700, 600);
  }

  /** The extension takes a moment to be there after the page has come up, and its commands with it. */
  async openSidebar(): Promise<void> {
    // A second click closes it: also one that comes as the editor is about to open it by itself, as it was before a reload.
    for (let tries = 0; tries < 3; tries += 1) {
      if (await this.tree.view.isVisible()) return;
      await this.page.locator('.activitybar .action-label[aria-label^="Scalebook"]').click();
      const isOpen = await this.tree.view.waitFor({ timeout: openMs }).then(
        () => true,
        () => false,
      );
      if (isOpen) return;
    }
    await this.tree.view.waitFor();
  }

  /** Also those that come up while it does. */
  async clearNotifications(): Promise<void> {
    for (let tries = 0; tries < 5; tries += 1) {
      await this.runCommand('Notifications: Clear All Notifications');
      if (await this.notifications.isNoneWithin(goneMs)) return;
    }
    throw new Error('There are notifications that do not go.');
  }

  /** The text of the Markdown page in front, once these words are in it; spaces and hyphens that may not break read as plain ones. */
  async pageText(words: string): Promise<string> {
    const body = this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('body');
    await body.getByText(words).first().waitFor();
    return (await body.innerText()).replaceAll('\u00a0', ' ').replaceAll('\u2011', '-');
  }

  async closeEditors(): Promise<void> {
    await this.runCommand('View: Close All Editors');
  }

  /** Reloads the window once the editor has kept which pages are open; in a browser it does that every 5 s, not when it ends. */
  async reloadOnceKept(): Promise<void> {
    await this.page.waitForTimeout(keptMs);
    await this.page.reload();
    await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 });
  }

  /** The name of the element that keys go to, for whoever asks where the focus went. */
  focused(): Promise<string> {
    return this.page.evaluate(`(() => {
      const active = document.activeElement;
      return active ? active.getAttribute('aria-label') ?? active.className : '';
    })()`);
  }

  /** Through the picker: the settings file is not watched everywhere. */
  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.row('Dark Modern').waitFor();
    await this.quickInput.type(themes[theme].label);
    await this.quickInput.row(themes[theme].label).waitFor();
    await this.quickInput.accept();
    await this.quickInput.widget.waitFor({ state: 'hidden' });
    await this.page.locator(`.monaco-workbench.${themes[theme].className}`).waitFor();
  }

  /** A dark and a light picture of the same moment, of a workbench with the settings `followsColorScheme`. */
  async screenshotsInBoth(name: string): Promise<void> {
    await this.screenshot(`${name}-dark`);
    await this.page.emulateMedia({ colorScheme: 'light' });
    await this.page.locator(`.monaco-workbench.${themes.light.className}`).waitFor();
    await this.screenshot(`${name}-light`);
    await this.page.emulateMedia({ colorScheme: 'dark' });
    await this.page.locator(`.monaco-workbench.${themes.dark.className}`).waitFor();
  }

  /** Keeps a picture of the whole window under dist/screenshots. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await this.page.waitForTimeout(fadeMs);
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
  }
}

async function launchBrowser(): Promise<Browser> {
  const { executablePath, args } = await ensureBrowser();
  return chromium.launch({ executablePath, args });
}

function write(file: string, content: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content, null, 2));
}
