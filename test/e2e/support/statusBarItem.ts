import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../../machine/waitFor.mjs';

/** Scalebook's item in the status bar. */
export class StatusBarItem {
  readonly item: Locator;

  constructor(private readonly page: Page) {
    this.item = page.locator('.statusbar-item[id*="scalebook"]');
  }

  async waitFor(text: string | RegExp, timeoutMs = 20_000): Promise<void> {
    await this.item.filter({ hasText: text }).waitFor({ timeout: timeoutMs });
  }

  async text(): Promise<string> {
    return (await this.item.innerText()).trim();
  }

  /** Waits until a screen reader says this, and gives all that it says. */
  async waitForSpoken(like: RegExp, timeoutMs: number): Promise<string> {
    let said = '';
    const isSaid = async (): Promise<true | undefined> => {
      said = (await this.item.locator('a').getAttribute('aria-label')) ?? '';
      return like.test(said) ? true : undefined;
    };
    assert.ok(await waitFor(isSaid, { timeoutMs }), `not ${String(like)}: ${said}`);
    return said;
  }

  async hover(): Promise<Locator> {
    await this.item.hover();
    const hover = this.page.locator('.monaco-hover:visible', { hasText: 'Docker context' }).last();
    await hover.waitFor();
    return hover;
  }
}
