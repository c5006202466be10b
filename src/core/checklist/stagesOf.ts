import type { Block, ChecklistDocument } from './document.js';
import { plainText } from './plainText.js';
import { tasksIn } from './tasksIn.js';

/** A part of a checklist that is done before the next one begins. */
export interface Stage {
  /** Of its heading; empty for what stands before any. */
  readonly id: string;
  /** In plain words; empty where there is no heading. */
  readonly title: string;
  /** Ids of its tasks, in their order; never none. */
  readonly tasks: readonly string[];
}

/** A stage that is longer is hard to see as one, and is divided further where the file does so. */
const comfortableTasks = 15;

interface Section {
  readonly level: number;
  readonly id: string;
  readonly title: string;
  /** Its own, up to the next heading of any level. */
  readonly tasks: readonly string[];
}

/**
 * The sections of a checklist that have tasks, by the level of heading that divides them best: the highest one that makes several of none
 * too long, or else the one whose longest is the shortest.
 */
export function stagesOf({ blocks }: Pick<ChecklistDocument, 'blocks'>): readonly Stage[] {
  const sections = sectionsOf(blocks);
  const candidates = [1, 2, 3, 4, 5, 6]
    .map((level) => stagesAt(sections, level))
    .filter((stages) => stages.filter(({ id }) => id !== '').length > 1);
  const comfortable = candidates.find((stages) => longestOf(stages) <= comfortableTasks);
  if (comfortable) return comfortable;
  const [first, ...others] = candidates;
  if (!first) return undivided(sections);
  return others.reduce((best, stages) => (longestOf(stages) < longestOf(best) ? stages : best), first);
}

const longestOf = (stages: readonly Stage[]): number =>
  stages.reduce((longest, { tasks }) => Math.max(longest, tasks.length), 0);

/** Where headings divide nothing: one stage, named for the nearest heading above. */
function undivided(sections: readonly Section[]): readonly Stage[] {
  return stagesAt(sections, 6);
}

function stagesAt(sections: readonly Section[], level: number): readonly Stage[] {
  const stages: { id: string; title: string; tasks: string[] }[] = [{ id: '', title: '', tasks: [] }];
  for (const section of sections) {
    if (section.level <= level) stages.push({ id: section.id, title: section.title, tasks: [...section.tasks] });
    else stages.at(-1)?.tasks.push(...section.tasks);
  }
  return stages.filter(({ tasks }) => tasks.length > 0);
}

/** Headings in lists and quotes divide nothing. */
function sectionsOf(blocks: readonly Block[]): readonly Section[] {
  const sections: (Section & { tasks: string[] })[] = [{ level: 0, id: '', title: '', tasks: [] }];
  for (const block of blocks) {
    if (block.block === 'heading')
      sections.push({ level: block.level, id: block.id, title: plainText(block.content), tasks: [] });
    else sections.at(-1)?.tasks.push(...tasksIn([block]).map(({ id }) => id));
  }
  return sections;
}
