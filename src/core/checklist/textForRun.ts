import type { ChecklistDocument, Fence } from './document.js';
import { fenceCommand, type FenceCommand } from './fence/fenceCommand.js';
import { fencesIn } from './fencesIn.js';
import type { RunSubject } from './run.js';
import { sectionOf } from './sectionOf.js';
import { stageTasks, type StageTasks } from './stageTasks.js';

/** A block of code of the document, with what would be run of it; undefined where it is no command. */
export interface RunFence {
  readonly fence: Fence;
  readonly command: FenceCommand | undefined;
}

/** A text as one run has it: its stages, and its commands filled in. */
export interface TextForRun {
  readonly document: ChecklistDocument;
  readonly stages: readonly StageTasks[];
  readonly fences: readonly RunFence[];
  /** How many commands stand in a stage, by its id. */
  readonly commandsIn: ReadonlyMap<string, number>;
}

export function textForRun(document: ChecklistDocument, subject: RunSubject): TextForRun {
  const fences = fencesIn(document.blocks).map((fence) => ({ fence, command: fenceCommand(fence, subject) }));
  const commands = new Set(fences.flatMap(({ fence, command }) => (command ? [fence.id] : [])));
  const stages = stageTasks(document);
  const countIn = (stage: string): number =>
    fencesIn(sectionOf(document, stage) ?? []).filter(({ id }) => commands.has(id)).length;
  // Without any command, a long document is not gone through once more for each of its stages.
  const commandsIn = new Map(commands.size === 0 ? [] : stages.map(({ id }) => [id, countIn(id)]));
  return { document, stages, fences, commandsIn };
}
