import type { Locator, Page } from 'playwright-core';

/** The box at the top of the window: the palette, pickers, and questions. */
export class QuickInput {
  readonly widget: Locator;
  private readonly input: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('.quick-input-box input');
  }

  /** Waits for the box with this title. */
  async waitFor(title: string): Promise<void> {
    await this.widget.locator('.quick-input-title', { hasText: title }).waitFor();
  }

  isThereWithin(timeoutMs: number): Promise<boolean> {
    return this.input.waitFor({ timeout: timeoutMs }).then(
      () => true,
      () => false,
    );
  }

  async type(text: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill(text);
  }

  async accept(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  /**
   * Chooses a file by its path in the editor's own dialog. It looks for the path on the way, takes no Enter while it does, and writes a folder of
   * its own choice into the box where Enter came between.
   */
  async chooseFile(path: string): Promise<void> {
    await this.input.waitFor();
    for (let tries = 0; tries < 30; tries += 1) {
      if ((await this.value()) !== path) await this.type(path);
      await this.page.waitForTimeout(600);
      if (!(await this.widget.isVisible())) return;
      if ((await this.value()) === path) await this.accept();
    }
    await this.widget.waitFor({ state: 'hidden' });
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }

  title(): Promise<string> {
    return this.widget.locator('.quick-input-title').innerText();
  }

  value(): Promise<string> {
    return this.input.inputValue();
  }

  /** What stands under the input: the prompt, or what is wrong with the value. */
  message(): Promise<string> {
    return this.widget.locator('.quick-input-message').innerText();
  }

  /** The first with this text: for a moment the rows of the list before may still be there. */
  row(text: string): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  }

  /** The rows as they read, separators included. Rows out of view are not there. */
  async items(): Promise<string[]> {
    const rows = await this.widget.locator('.quick-input-list .monaco-list-row').allInnerTexts();
    return rows.map((row) =>
      row
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
        .join(' | '),
    );
  }
}
