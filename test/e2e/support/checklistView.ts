import assert from 'node:assert/strict';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The page of a checklist, in the editor that is in front. */
export class ChecklistView {
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  /** Waits until it is of a run called like this. */
  async waitFor(name: string | RegExp): Promise<void> {
    await this.frame.locator('h1').filter({ hasText: name }).waitFor();
    await this.frame.locator('.item').first().waitFor();
  }

  /** The first item with these words in its line. */
  item(text: string): Locator {
    return this.frame.locator('.item', { hasText: text }).first();
  }

  /** Waits until it is ticked, by a machine unless said otherwise, and gives what shows it. */
  async waitForTick(text: string, timeoutMs: number): Promise<string> {
    const item = this.item(text);
    await item.locator('input:checked').first().waitFor({ timeout: timeoutMs });
    return (await item.locator('.evidence').first().innerText()).trim();
  }

  button(item: string, title: string): Locator {
    return this.item(item).locator('[data-button]', { hasText: title }).first();
  }

  headButton(title: string): Locator {
    return this.frame.locator('header [data-button]', { hasText: title });
  }

  /** Waits until what comes next is something else: a box shows its tick before the host has taken it. */
  async waitForNextAfter(text: string, timeoutMs: number): Promise<void> {
    await this.frame.locator('footer').filter({ hasNotText: text }).waitFor({ timeout: timeoutMs });
  }

  /**
   * Ticks an item against what the machine sees, with a reason. What it sees may change meanwhile.
   *
   * @returns false where it has come to tick the item itself
   */
  async tickAgainst(text: string, reason: string): Promise<boolean> {
    const item = this.item(text);
    const [box, field] = [item.locator('input').first(), item.getByRole('textbox')];
    for (let tries = 0; tries < 5; tries += 1) {
      if (await box.isChecked()) return false;
      await box.click();
      const isAsked = await field.fill(reason, { timeout: 5000 }).then(
        () => true,
        () => false,
      );
      if (!isAsked) continue;
      // What is asked by then is why it is not so.
      if (await box.isChecked()) return false;
      await field.press('Enter');
      return true;
    }
    return assert.fail(`nobody asks why ${text}`);
  }
}
