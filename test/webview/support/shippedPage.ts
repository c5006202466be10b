import { mkdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { pageHtml } from '../../../src/editor/panel/pageHtml.js';
import type { PageKind } from '../../../src/editor/panel/pagePanel.js';
import { receive } from '../../../src/editor/panel/receive.js';
import type { Contract, HostHandlers, ToPage } from '../../../src/protocol/message.js';
import { browser } from './browser.js';
import { themes, type Theme } from './themes.js';

const origin = 'https://page.test';

export interface OpenOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** What the page kept when it was last there. */
  readonly state?: object;
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

export interface Sent {
  readonly name: string;
  readonly content: unknown;
}

/** A page as it ships in a real browser, with the host's own checks behind it. */
export class ShippedPage<C extends Contract> {
  /** What the page sent and the host would have heard. */
  readonly heard: Sent[] = [];
  /** What the host would have refused. */
  readonly refused: string[] = [];
  /** What the page asked for from elsewhere than its own two files, and what it was kept from by its policy. */
  readonly strayed: string[] = [];
  readonly errors: string[] = [];

  protected constructor(
    readonly page: Page,
    private readonly kind: PageKind<C>,
  ) {}

  protected static async newPage(): Promise<Page> {
    const page = await (await browser()).newPage();
    page.setDefaultTimeout(5000);
    // A page of ten thousand items takes its time to go.
    page.setDefaultNavigationTimeout(30_000);
    return page;
  }

  protected async load(handlers: HostHandlers<C>, options: OpenOptions): Promise<void> {
    const { page } = this;
    await this.serve();
    await page.exposeFunction('hear', this.hearing(handlers));
    await page.exposeFunction('stray', (what: string) => void this.strayed.push(what));
    await page.addInitScript(pageGlobals);
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('dialog', (dialog) => {
      this.strayed.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(`${origin}/`);
    await this.waitForHeard('ready');
    await this.begin(options);
  }

  /** The page from its beginning, as if the editor had just made it. */
  async begin({
    theme = 'dark',
    width = 1000,
    height = 800,
    state,
    reducedMotion = 'no-preference',
  }: OpenOptions = {}): Promise<void> {
    for (const list of [this.heard, this.refused, this.strayed, this.errors]) list.length = 0;
    const { page } = this;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion });
    await page.mouse.move(0, 0);
    const globals: Globals = { state, ...themes[theme] };
    await page.evaluate((text) => sessionStorage.setItem('globals', text), JSON.stringify(globals));
    await page.reload();
    await this.waitForHeard('ready');
  }

  async tell(name: string, content: unknown): Promise<void> {
    // As the editor sends it: through JSON.
    await this.page.evaluate(
      (message) => window.postMessage(JSON.parse(message), '*'),
      JSON.stringify({ name, content }),
    );
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));
  }

  async waitForHeard(name: string): Promise<Sent> {
    for (const until = Date.now() + 5000; Date.now() < until;) {
      const found = this.heard.find((each) => each.name === name);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`The page did not send ${name}; it sent ${this.heard.map((each) => each.name).join(', ')}.`);
  }

  /** What the page has kept. */
  kept(): Promise<unknown> {
    return this.page.evaluate('window.keptState');
  }

  spoken(): Promise<string> {
    return this.page.locator('[role=status]').innerText();
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync('dist/screenshots', { recursive: true });
    await this.page.screenshot({ path: `dist/screenshots/${name}.png`, fullPage: true });
  }

  close(): Promise<void> {
    return this.page.close();
  }

  private async serve(): Promise<void> {
    const file = (ending: string): string => readFileSync(`dist/webview/${this.kind.files}.${ending}`, 'utf8');
    const { files: name } = this.kind;
    const html = pageHtml({
      script: `${origin}/${name}.js`,
      styles: `${origin}/${name}.css`,
      cspSource: origin,
      nonce: 'abc123',
      showsImages: this.kind.showsImages ?? false,
    });
    const files: Readonly<Record<string, { readonly contentType: string; readonly body: string }>> = {
      '/': { contentType: 'text/html', body: html },
      [`/${name}.js`]: { contentType: 'text/javascript', body: file('js') },
      [`/${name}.css`]: { contentType: 'text/css', body: file('css') },
    };
    await this.page.route('**/*', (route) => {
      const url = new URL(route.request().url());
      const found = url.origin === origin ? files[url.pathname] : undefined;
      if (found) return route.fulfill(found);
      if (url.pathname !== '/favicon.ico') this.strayed.push(`request ${url.href}`);
      return route.abort();
    });
  }

  /** For a handler that only takes note. */
  protected hear(name: string): (content: unknown) => void {
    return (content) => void this.heard.push({ name, content });
  }

  /** The host's own reading of what pages send. */
  private hearing(handlers: HostHandlers<C>): (message: unknown) => void {
    return receive(
      this.kind.contract,
      this.kind.shapes,
      handlers,
      (message: ToPage) =>
        void this.page.evaluate((answer) => window.postMessage(answer, '*'), message).catch(() => undefined),
      (what) => this.refused.push(what),
    );
  }
}

interface Globals {
  readonly state: object | undefined;
  readonly className: string;
  readonly colours: Readonly<Record<string, string>>;
}

/** In the page, before its script: what the editor gives every page. */
function pageGlobals(): void {
  const nothing: Globals = { state: undefined, className: '', colours: {} };
  const kept = sessionStorage.getItem('globals');
  const { state, className, colours } = kept === null ? nothing : (JSON.parse(kept) as Globals);
  const inPage = window as unknown as Record<string, unknown>;
  inPage['keptState'] = state;
  inPage['acquireVsCodeApi'] = () => ({
    postMessage: (message: unknown) => (inPage['hear'] as (message: unknown) => void)(message),
    getState: () => inPage['keptState'],
    setState: (next: unknown) => (inPage['keptState'] = next),
  });
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    (inPage['stray'] as (what: string) => void)(`${effectiveDirective} ${blockedURI}`);
  });
  document.addEventListener('DOMContentLoaded', () => {
    document.body.className = className;
    // The one class that the editor's own dark, light and high-contrast themes have first.
    document.body.dataset['vscodeThemeKind'] = className.split(' ').at(-1);
    const { style } = document.documentElement;
    style.setProperty('--vscode-font-family', 'system-ui, sans-serif');
    style.setProperty('--vscode-font-size', '13px');
    style.setProperty('--vscode-editor-font-family', 'monospace');
    for (const [name, colour] of Object.entries(colours)) style.setProperty(`--vscode-${name}`, colour);
  });
}
