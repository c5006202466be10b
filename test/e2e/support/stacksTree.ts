import type { Locator, Page } from 'playwright-core';

export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** From 1 for a stack. */
  readonly level: number;
}

/** The view *Stacks* in the sidebar. */
export class StacksTree {
  readonly view: Locator;
  private readonly list: Locator;

  constructor(private readonly page: Page) {
    this.view = page.locator('.composite.viewlet[id="workbench.view.extension.scalebook"]');
    this.list = this.view.locator('.monaco-list-row');
  }

  async rows(): Promise<TreeRow[]> {
    return Promise.all(
      (await this.list.all()).map(async (row) => ({
        label: await row.locator('.label-name').innerText(),
        description: await row
          .locator('.label-description')
          .first()
          .innerText({ timeout: 500 })
          .catch(() => ''),
        spoken: (await row.getAttribute('aria-label')) ?? '',
        level: Number(await row.getAttribute('aria-level')),
      })),
    );
  }

  /** The first row of this label. */
  row(label: string): Locator {
    return this.list.filter({ has: this.page.locator('.label-name').getByText(label, { exact: true }) }).first();
  }

  async expand(label: string): Promise<void> {
    const row = this.row(label);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
  }

  /** Waits until the row's description has this text in it. */
  async waitForDescription(label: string, text: string | RegExp, timeoutMs = 20_000): Promise<void> {
    await this.row(label)
      .filter({ has: this.page.locator('.label-description', { hasText: text }) })
      .waitFor({ timeout: timeoutMs });
  }

  /** One of the buttons that a row shows while the mouse is on it. */
  async pressInline(label: string, title: string): Promise<void> {
    const row = this.row(label);
    await row.hover();
    await row.locator(`.actions .action-label[aria-label="${title}"]`).click();
  }

  /** The text that stands where there is no tree. */
  welcome(): Locator {
    return this.view.locator('.welcome-view-content:visible');
  }

  async pressWelcome(button: string): Promise<void> {
    await this.welcome().locator('.monaco-button', { hasText: button }).click();
  }

  /** One of the buttons over the tree. */
  async pressTitle(title: string): Promise<void> {
    await this.view.hover();
    await this.page
      .locator(
        `.part.sidebar .title-actions .action-label[aria-label="${title}"], .part.sidebar .pane-header .action-label[aria-label="${title}"]`,
      )
      .first()
      .click();
  }
}
