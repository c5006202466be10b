import type { ChecklistMarks } from '../../protocol/checklistPage.js';

/** What of a page has changed, part by part, against what it was told last. */
export class MarkChanges {
  private readonly told = new Map<string, string>();

  /** Takes note of all that the page is told at once. */
  begin(marks: Required<ChecklistMarks>): void {
    this.told.clear();
    this.changes(marks);
  }

  /** @returns undefined where nothing has */
  changes({ head, foot, stages, items, fences }: Required<ChecklistMarks>): ChecklistMarks | undefined {
    const changed = {
      ...(this.isNews('head', head) ? { head } : {}),
      ...(this.isNews('foot', foot) ? { foot } : {}),
      ...(this.isNews('stages', stages) ? { stages } : {}),
      items: items.filter((item) => this.isNews(`item ${item.id}`, item)),
      fences: fences.filter((fence) => this.isNews(`fence ${fence.id}`, fence)),
    };
    const { items: newItems, fences: newFences, ...others } = changed;
    return Object.keys(others).length + newItems.length + newFences.length === 0 ? undefined : changed;
  }

  private isNews(key: string, value: unknown): boolean {
    const text = JSON.stringify(value);
    if (this.told.get(key) === text) return false;
    this.told.set(key, text);
    return true;
  }
}
