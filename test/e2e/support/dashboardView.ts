import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The dashboard in the editor that is in front. */
export class DashboardView {
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  /** Waits until its decision reads like this. */
  async waitForDecision(like: RegExp, timeoutMs = 20_000): Promise<string> {
    const sentence = this.frame.locator('.decision .sentence').filter({ hasText: like });
    await sentence.waitFor({ timeout: timeoutMs });
    return sentence.innerText();
  }

  chart(title: string): Locator {
    return this.frame.locator('.chart').filter({ has: this.frame.getByRole('heading', { name: title, exact: true }) });
  }

  range(title: string): Locator {
    return this.frame.getByRole('radio', { name: title });
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name });
  }
}
