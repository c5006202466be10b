import type { Locator, Page } from 'playwright-core';

export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** From 1 for a stack. */
  readonly level: number;
}

/** What is used of a row's element; these tests are compiled without a browser's types. */
interface RowElement {
  getAttribute(name: string): string | null;
  querySelector(selector: string): { readonly textContent: string | null } | null;
}

/** The sidebar: *Stacks*, and rows of the views below it. */
export class StacksTree {
  readonly view: Locator;
  private readonly list: Locator;
  private readonly stacks: Locator;

  constructor(private readonly page: Page) {
    this.view = page.locator('.composite.viewlet[id="workbench.view.extension.scalebook"]');
    this.list = this.view.locator('.monaco-list-row');
    const header = page.locator('.pane-header[aria-label^="Stacks"]');
    this.stacks = this.view.locator('.pane', { has: header }).locator('.monaco-list-row');
  }

  /** Those of *Stacks* in view, from top to bottom, all of one moment: a row that is read piece by piece may become another meanwhile. */
  rows(): Promise<TreeRow[]> {
    return this.stacks.evaluateAll((rows: readonly RowElement[]) => {
      const text = (row: RowElement, selector: string): string => row.querySelector(selector)?.textContent ?? '';
      const inOrder = [...rows].sort(
        (a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')),
      );
      return inOrder.map((row) => ({
        label: text(row, '.label-name'),
        description: text(row, '.label-description'),
        spoken: row.getAttribute('aria-label') ?? '',
        level: Number(row.getAttribute('aria-level')),
      }));
    });
  }

  /** A stack's own row and what is open below it: an engine may have other stacks. */
  async rowsOf(stack: string): Promise<TreeRow[]> {
    const rows = await this.rows();
    const first = rows.findIndex(({ label, level }) => level === 1 && label === stack);
    const next = rows.findIndex(({ level }, index) => index > first && level === 1);
    return first < 0 ? [] : rows.slice(first, next < 0 ? undefined : next);
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

  /** Waits until the rules have nothing to say of the queue of a service. */
  async waitForCalm(service: string, timeoutMs: number): Promise<void> {
    await this.waitForDescription(service, /^(?!.*(?:wait|scale to))/, timeoutMs);
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
  /** The tooltip of a row, once these words are in it. A row that changes under the mouse closes it, and figures change every few seconds. */
  async tooltip(row: string, words: string): Promise<Locator> {
    const tooltip = this.page.locator('.monaco-hover:visible', { hasText: words });
    for (let tries = 0; tries < 15 && !(await tooltip.isVisible()); tries += 1) {
      await this.page.mouse.move(900, 600);
      await this.row(row).hover();
      await tooltip.waitFor({ timeout: 3000 }).catch(() => undefined);
    }
    return tooltip;
  }

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
