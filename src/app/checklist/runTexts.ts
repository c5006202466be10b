import type { ChecklistDocument, Task } from '../../core/checklist/document.js';
import type { ChecklistSource } from '../../core/checklist/run.js';
import type { Disposable } from '../../util/disposable.js';
import { Emitter } from '../../util/event.js';
import type { ChecklistDocuments } from './ports.js';

/** A part of a checklist with its items. */
export interface RunStage {
  readonly id: string;
  readonly title: string;
  readonly tasks: readonly Task[];
}

export type StagesOf = (document: ChecklistDocument) => readonly RunStage[];

/** The stages of checklists as their texts are now, each read once and again when its text changes, for as long as somebody wants it. */
export class RunTexts implements Disposable {
  private readonly known = new Map<
    string,
    { stages: readonly RunStage[] | undefined; readonly following: Disposable }
  >();
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly documents: ChecklistDocuments,
    private readonly stagesOf: () => Promise<StagesOf>,
  ) {}

  /** Undefined until it has been read, and where it cannot be. */
  stages(source: ChecklistSource): readonly RunStage[] | undefined {
    const key = keyOf(source);
    const known = this.known.get(key);
    if (known) return known.stages;
    this.known.set(key, {
      stages: undefined,
      following: this.documents.follow(source, () => void this.refresh(source)),
    });
    void this.refresh(source);
    return undefined;
  }

  /** As it is now, whether anybody follows it or not; undefined where it cannot be read. */
  async read(source: ChecklistSource): Promise<readonly RunStage[] | undefined> {
    const [document, stagesOf] = await Promise.all([this.documents.read(source), this.stagesOf()]);
    return document.ok ? stagesOf(document.value) : undefined;
  }

  /** Lets go of those that are not among these. */
  keepOnly(sources: readonly ChecklistSource[]): void {
    const wanted = new Set(sources.map(keyOf));
    for (const [key, { following }] of this.known) {
      if (wanted.has(key)) continue;
      following.dispose();
      this.known.delete(key);
    }
  }

  private async refresh(source: ChecklistSource): Promise<void> {
    const stages = await this.read(source);
    const known = this.known.get(keyOf(source));
    if (!known) return;
    known.stages = stages;
    this.changed.fire();
  }

  dispose(): void {
    this.keepOnly([]);
    this.changed.dispose();
  }
}

const keyOf = (source: ChecklistSource): string => (source.from === 'file' ? `file ${source.uri}` : source.from);
