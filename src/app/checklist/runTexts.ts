import type { ChecklistSource } from '../../core/checklist/run.js';
import { stageTasks, type StageTasks } from '../../core/checklist/stageTasks.js';
import type { Disposable } from '../../util/disposable.js';
import { Emitter } from '../../util/event.js';
import type { ChecklistDocuments } from './ports.js';

/** The stages of checklists as their texts are now, each read once and again when its text changes, for as long as somebody wants it. */
export class RunTexts implements Disposable {
  private readonly known = new Map<
    string,
    { stages: readonly StageTasks[] | undefined; readonly following: Disposable }
  >();
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly documents: ChecklistDocuments) {}

  /** Undefined until it has been read, and where it cannot be. */
  stages(source: ChecklistSource): readonly StageTasks[] | undefined {
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
  async read(source: ChecklistSource): Promise<readonly StageTasks[] | undefined> {
    const document = await this.documents.read(source);
    return document.ok ? stageTasks(document.value) : undefined;
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
