import type { Locator, Page } from 'playwright-core';

/** The notifications at the bottom right. */
export class Notifications {
  private readonly toasts: Locator;

  constructor(page: Page) {
    this.toasts = page.locator('.notifications-toasts .notification-toast');
  }

  /** The notification with this text in it. */
  with(text: string | RegExp): Locator {
    return this.toasts.filter({
      has: this.toasts.page().locator('.notification-list-item-message', { hasText: text }),
    });
  }

  async waitFor(text: string | RegExp, timeoutMs = 20_000): Promise<string> {
    const message = this.with(text).first().locator('.notification-list-item-message');
    await message.waitFor({ timeout: timeoutMs });
    return message.innerText();
  }

  isNoneWithin(timeoutMs: number): Promise<boolean> {
    return this.toasts
      .first()
      .waitFor({ state: 'hidden', timeout: timeoutMs })
      .then(
        () => true,
        () => false,
      );
  }

  async press(text: string | RegExp, button: string): Promise<void> {
    await this.with(text).first().locator('.monaco-button', { hasText: button }).click();
  }

  buttons(text: string | RegExp): Promise<string[]> {
    return this.with(text).first().locator('.monaco-button.monaco-text-button').allInnerTexts();
  }

  texts(): Promise<string[]> {
    return this.toasts.locator('.notification-list-item-message').allInnerTexts();
  }
}
