import type { StepListener } from '../../../app/operations/ports.js';
import { containerOf, type Step } from '../../../core/scaling/plan.js';
import type { ContainerRecord } from '../../../core/stack/containerRecord.js';
import { parseProgress } from './composeProgress.js';

const BEGINS: Readonly<Record<Step['kind'], readonly string[]>> = {
  create: ['Creating'],
  start: ['Starting'],
  remove: ['Stopping', 'Removing'],
  restart: [],
  update: [],
};

/** Tells of a plan's steps while Compose carries them out: begun by its progress, done by what the engine lists afterwards. */
export class ComposeSteps {
  private readonly begun = new Set<Step>();

  constructor(
    readonly steps: readonly Step[],
    private readonly onStep: StepListener,
  ) {}

  readonly onProgress = (line: string): void => {
    const progress = parseProgress(line);
    const step = this.steps.find((other) => other.name === progress?.container);
    if (step && progress && BEGINS[step.kind].includes(progress.verb)) this.begin(step);
  };

  /** Reports what is done by now and answers the steps that are not. */
  settle(now: readonly ContainerRecord[]): readonly Step[] {
    const open: Step[] = [];
    for (const step of this.steps) {
      const container = now.find((record) =>
        step.kind === 'create' ? record.name === step.name : record.containerId === containerOf(step),
      );
      if (!isDone(step, container)) {
        open.push(step);
        continue;
      }
      this.begin(step);
      this.onStep(step, 'done', container?.containerId ?? containerOf(step));
    }
    return open;
  }

  private begin(step: Step): void {
    if (this.begun.has(step)) return;
    this.begun.add(step);
    this.onStep(step, 'begun', containerOf(step));
  }
}

function isDone(step: Step, container: ContainerRecord | undefined): boolean {
  switch (step.kind) {
    case 'create':
      // Once started it counts, even if it has ended since: how it fares is for others to judge.
      return container !== undefined && container.state !== 'created';
    case 'start':
      return container !== undefined && (container.state === 'running' || container.state === 'restarting');
    case 'remove':
      return container === undefined;
    case 'restart':
    case 'update':
      return false;
  }
}
