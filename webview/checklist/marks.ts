import type { ChecklistMarks, FenceMark, ItemMark, StageMark } from '../../src/protocol/checklistPage.js';

/** All that the host has told of how things stand, by id. */
export class Marks {
  readonly items = new Map<string, ItemMark>();
  readonly fences = new Map<string, FenceMark>();
  readonly stages = new Map<string, StageMark>();

  /** @returns what has come true with it and is to be said aloud */
  take({ items, fences, stages = [] }: ChecklistMarks): readonly string[] {
    return [...keep(this.items, items), ...keep(this.fences, fences), ...keep(this.stages, stages)];
  }

  clear(): void {
    for (const kept of [this.items, this.fences, this.stages]) kept.clear();
  }
}

function keep<T extends { readonly id: string; readonly announcement: string }>(
  kept: Map<string, T>,
  marks: readonly T[],
): readonly string[] {
  const said = marks.flatMap(({ id, announcement }) =>
    announcement !== '' && kept.get(id)?.announcement !== announcement ? [announcement] : [],
  );
  for (const mark of marks) kept.set(mark.id, mark);
  return said;
}
