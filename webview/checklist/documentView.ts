import type { PageListItem, PageSection, PageTask } from '../../src/protocol/checklistContent.js';
import type { ChecklistMarks } from '../../src/protocol/checklistPage.js';
import { blockSteps, type LiveParts } from './blockSteps.js';
import { FenceView } from './fenceView.js';
import type { Handlers } from './handlers.js';
import { ItemRow } from './itemRow.js';
import type { Marks } from './marks.js';
import { SectionView } from './sectionView.js';
import { Slices } from './slices.js';

interface Built {
  /** Of what it was made; the same is not made again. */
  readonly text: string;
  readonly view: SectionView;
  isWhole: boolean;
}

/** The document with its items: the sections of it that another version leaves as they are stay the same elements. */
export class DocumentView {
  private readonly slices = new Slices();
  private readonly rows = new Map<string, ItemRow>();
  private readonly fences = new Map<string, FenceView>();
  private sections: readonly Built[] = [];
  private made = 0;

  /** @param wasUnfolded whether a person had unfolded it when the page was last there, by `item …` or `stage …` */
  constructor(
    private readonly root: HTMLElement,
    private readonly marks: Marks,
    private readonly handlers: Handlers,
    private readonly wasUnfolded: (key: string) => boolean,
  ) {}

  /** Shows a version of the document, a slice at a time. `done` is called once all of it is there. */
  show(sections: readonly PageSection[], done: () => void): void {
    const old = new Map(this.sections.filter(({ isWhole }) => isWhole).map((built) => [built.text, built]));
    this.sections = sections.map((section) => {
      const text = JSON.stringify(section);
      const known = old.get(text);
      old.delete(text);
      return known ?? { text, view: this.makeSection(section), isWhole: false };
    });
    const isFirst = this.root.childElementCount === 0;
    if (isFirst) this.place();
    this.slices.run(this.steps(), () => {
      if (!isFirst) this.place();
      this.forgetGone();
      done();
    });
  }

  update({ items, fences, stages = [] }: ChecklistMarks): void {
    for (const item of items) this.rows.get(item.id)?.update(item);
    for (const fence of fences) this.fences.get(fence.id)?.update(fence);
    for (const stage of stages) this.sectionOf(stage.id)?.update(stage);
  }

  row(item: string): ItemRow | undefined {
    return this.rows.get(item);
  }

  rowOf(element: Element): ItemRow | undefined {
    return this.rows.get(element.closest<HTMLElement>('[data-item]')?.dataset['item'] ?? '');
  }

  sectionOf(stage: string): SectionView | undefined {
    return this.sections.find(({ view }) => view.section.isStage && view.section.id === stage)?.view;
  }

  /** What is unfolded, as it is kept. */
  get unfolded(): readonly string[] {
    return [
      ...[...this.rows].filter(([, row]) => row.isUnfolded).map(([id]) => `item ${id}`),
      ...this.sections.filter(({ view }) => view.showsAll).map(({ view }) => `stage ${view.section.id}`),
    ];
  }

  /** Puts the sections in their order. What stands in its place is not moved: that would take the focus from it. */
  private place(): void {
    const wanted = new Set<Element>(this.sections.map(({ view }) => view.element));
    for (const child of [...this.root.children]) if (!wanted.has(child)) child.remove();
    this.sections.forEach(({ view }, index) => {
      const there = this.root.children[index];
      if (there !== view.element) this.root.insertBefore(view.element, there ?? null);
    });
  }

  private forgetGone(): void {
    for (const [id, row] of this.rows) if (!row.element.isConnected) this.rows.delete(id);
    for (const [id, fence] of this.fences) if (!fence.element.isConnected) this.fences.delete(id);
  }

  private makeSection(section: PageSection): SectionView {
    this.made += 1;
    return new SectionView(section, this.made, this.handlers, this.wasUnfolded(`stage ${section.id}`));
  }

  private *steps(): Generator<void> {
    const parts: LiveParts = {
      task: (item, task, number) => this.makeRow(item, task, number, parts),
      fence: (fence, language, text) => this.makeFence(fence, language, text),
    };
    for (const built of this.sections) {
      if (built.isWhole) continue;
      const { section, content } = built.view;
      const mark = this.marks.stages.get(section.id);
      if (section.isStage && mark) built.view.update(mark);
      yield* blockSteps(section.blocks, content, parts);
      built.isWhole = true;
    }
  }

  private makeRow(item: PageListItem, task: PageTask, number: string, parts: LiveParts): ItemRow {
    const row = new ItemRow(task, item, number, this.marks.items.get(task.id), parts, this.handlers);
    // A box that was unfolded in the version before is unfolded in this one.
    const isUnfolded = this.rows.get(task.id)?.isUnfolded ?? this.wasUnfolded(`item ${task.id}`);
    this.rows.set(task.id, row);
    if (isUnfolded) row.fold(true);
    return row;
  }

  private makeFence(id: string, language: string, text: string): Node {
    const fence = new FenceView(this.marks.fences.get(id), text, language, this.handlers);
    this.fences.set(id, fence);
    return fence.element;
  }
}
