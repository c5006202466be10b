import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The report of a verification, in the editor that is in front. */
export class ReportView {
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  /** Waits until its first sentence is like this. */
  async waitForSentence(like: RegExp, timeoutMs = 20_000): Promise<string> {
    const sentence = this.frame.locator('h1').filter({ hasText: like });
    await sentence.waitFor({ timeout: timeoutMs });
    return sentence.innerText();
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  check(title: string): Locator {
    return this.frame.locator('.check', { hasText: title });
  }

  async text(): Promise<string> {
    return this.frame.locator('main').innerText();
  }
}
