import type { Locator, Page } from 'playwright-core';

/** Scalebook's item in the status bar. */
export class StatusBarItem {
  readonly item: Locator;

  constructor(private readonly page: Page) {
    this.item = page.locator('.statusbar-item[id*="scalebook"]');
  }

  async waitFor(text: string | RegExp): Promise<void> {
    await this.item.filter({ hasText: text }).waitFor();
  }

  async text(): Promise<string> {
    return (await this.item.innerText()).trim();
  }

  /** What a screen reader says. */
  async spoken(): Promise<string> {
    return (await this.item.locator('a').getAttribute('aria-label')) ?? '';
  }

  async hover(): Promise<Locator> {
    await this.item.hover();
    const hover = this.page.locator('.monaco-hover:visible', { hasText: 'Docker context' }).last();
    await hover.waitFor();
    return hover;
  }
}
