import { checklistKind } from '../../../src/editor/panel/checklistKind.js';
import type { ChecklistContract } from '../../../src/protocol/checklistContract.js';
import type { ChecklistMarks, ChecklistPage } from '../../../src/protocol/checklistPage.js';
import type { ChecklistContext } from '../../../src/view/checklist/checklistContext.js';
import { checklistMarks } from '../../../src/view/checklist/checklistMarks.js';
import type { ContentPlaces } from '../../../src/view/checklist/contentInlines.js';
import { contentOf } from '../../../src/view/checklist/contentOf.js';
import { ShippedPage, type OpenOptions } from './shippedPage.js';

const places: ContentPlaces = { mayFollow: (href) => href.startsWith('https:'), imageSource: () => undefined };

/** A checklist as its host sends it. */
export const checklistPage = (context: ChecklistContext, version = 1, to: ContentPlaces = places): ChecklistPage => ({
  version,
  sections: contentOf(context.document, new Set(context.stages.map(({ id }) => id)), to).sections,
  marks: checklistMarks(context),
});

/** The panel's page as it ships in a real browser, with the host's own checks behind it. */
export class ChecklistPanelPage extends ShippedPage<ChecklistContract> {
  /** What requests are answered with. */
  refusal = '';

  static async open(options: OpenOptions = {}): Promise<ChecklistPanelPage> {
    const panel = new ChecklistPanelPage(await ShippedPage.newPage(), checklistKind);
    const answer = (name: string) => (content: unknown) => {
      panel.heard.push({ name, content });
      return Promise.resolve({ refusal: panel.refusal });
    };
    const handlers = {
      ready: panel.hear('ready'),
      press: panel.hear('press'),
      pressOnStage: panel.hear('pressOnStage'),
      pressOnItem: panel.hear('pressOnItem'),
      pressOnFence: panel.hear('pressOnFence'),
      follow: panel.hear('follow'),
      tick: answer('tick'),
      note: answer('note'),
    };
    await panel.load(handlers, options);
    return panel;
  }

  /** Tells the page what it is, and shows it to its end. */
  async show(page: ChecklistPage): Promise<void> {
    await this.tell('identify', { run: 'run-1' });
    await this.tell('show', page);
    await this.page.locator('body[data-state="shown"]').waitFor();
  }

  mark(marks: Partial<ChecklistMarks>): Promise<void> {
    return this.tell('mark', { items: [], fences: [], ...marks });
  }

  /** Asks again and again: the page's policy keeps a browser's tool from asking by itself. */
  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 5000; Date.now() < end;) {
      if (await isSo()) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('It did not become so.');
  }
}
