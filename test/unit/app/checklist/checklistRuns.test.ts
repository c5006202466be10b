import assert from 'node:assert/strict';
import { ChecklistRuns } from '../../../../src/app/checklist/checklistRuns.js';
import { RunTexts } from '../../../../src/app/checklist/runTexts.js';
import { Demand } from '../../../../src/app/live/demand.js';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import { Journal } from '../../../../src/app/operations/journal.js';
import { itemOf } from '../../../../src/core/checklist/applyRunEvent.js';
import type { ChecklistDocument, Task } from '../../../../src/core/checklist/document.js';
import type { ChecklistRun, RunSubject } from '../../../../src/core/checklist/run.js';
import type { RunEvent } from '../../../../src/core/checklist/runEvent.js';
import type { OperationPlan, PlannedGuard } from '../../../../src/core/operation/plan/operationPlan.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { ok } from '../../../../src/util/result.js';
import { workerSubject } from '../../support/checklistRuns.js';
import { ended, operationOf, operationPlan, scaleStage } from '../../support/operations.js';
import { liveState, replicas, teamRecords } from '../../support/stacks.js';
import { ManualClock, settle } from '../support/manualClock.js';

const taskOf = (id: string, check?: string): Task => ({
  id,
  text: id,
  isTicked: false,
  binding: { check: check === undefined ? [] : [check], action: undefined, when: [] },
  lines: { first: 0, last: 0 },
});

const disk = guard('host-disk');

function guard(name: 'host-disk', verdict: 'pass' | 'block' = 'pass'): PlannedGuard {
  const figures = { needed: 1, free: 2, total: 3, atMost: false, refused: undefined };
  return {
    title: undefined,
    guard: { guard: name, verdict, ...figures, unknown: [], problems: [], fits: [], spared: [] },
  };
}

/** Runs over a live state that the test sets, with a journal in memory. */
class Runs {
  readonly clock = new ManualClock();
  readonly store = new LiveStore();
  readonly lines: string[] = [];
  readonly rules = new Demand();
  readonly planned: unknown[] = [];
  guards: readonly PlannedGuard[] = [disk];
  full = false;
  tasks = [taskOf('healthy', 'replicas-healthy'), taskOf('by hand'), taskOf('room', 'host-resources')];
  changed: () => void = () => undefined;
  readonly journal = new Journal(
    {
      read: () => Promise.resolve(`${this.lines.join('\n')}\n`),
      append: (line) => {
        if (this.full) return Promise.reject(new Error('no space left'));
        this.lines.push(line);
        return Promise.resolve();
      },
    },
    this.store,
  );
  readonly runs = new ChecklistRuns({
    store: this.store,
    clock: this.clock,
    log: { info: () => undefined, warn: () => undefined },
    journal: () => Promise.resolve(this.journal),
    planner: () =>
      Promise.resolve({
        operation: (request) => {
          this.planned.push(request.counts);
          return Promise.resolve(ok({ ...operationPlan([]), guards: this.guards } satisfies OperationPlan));
        },
      }),
    texts: new RunTexts({
      read: () => Promise.resolve(ok(this.document)),
      follow: (_source, onChange) => {
        this.changed = onChange;
        return { dispose: () => undefined };
      },
    }),
    needs: [this.rules],
    words: ({ evidence, verdict }) => `${evidence.of} ${verdict}`,
    isTold: () => false,
    user: () => 'ana',
    newId: () => `run-${this.lines.length}`,
  });

  /** One heading and its items. */
  private get document(): ChecklistDocument {
    return {
      title: '',
      problems: [],
      blocks: [
        { block: 'heading', id: 'before', level: 2, content: [{ inline: 'text', text: 'Before' }] },
        { block: 'list', start: undefined, items: this.tasks.map((task) => ({ task, blocks: [] })) },
      ],
    };
  }

  /** What runs, with a moment for it to be seen. */
  async shows(records: readonly ContainerRecord[]): Promise<void> {
    const { connection, snapshot, runbooksRead } = liveState(records);
    this.store.update({ connection, snapshot, runbooksRead });
    await this.passes(1000);
  }

  async passes(ms: number): Promise<void> {
    await this.clock.advance(ms);
    for (let turn = 0; turn < 5; turn += 1) await settle();
  }

  /** One that only looks, unless it has a target. */
  begin(subject: Partial<RunSubject> = {}): Promise<string> {
    return this.runs.begin('PDF Worker', { from: 'bundled' }, { ...workerSubject, target: undefined, ...subject });
  }

  get events(): readonly RunEvent[] {
    return this.lines.map((line) => JSON.parse(line) as RunEvent);
  }

  run(id: string): ChecklistRun {
    return this.store.state.checklistRuns.find((run) => run.id === id) ?? assert.fail('no such run');
  }
}

const sick = teamRecords().map((record) =>
  record.service === 'pdf-worker' ? { ...record, health: 'unhealthy' as const } : record,
);

describe('ChecklistRuns', () => {
  it('begins a run with the counts of that moment, and has it again from its journal', async () => {
    const world = new Runs();
    await world.shows(teamRecords());
    const id = await world.begin();
    await world.runs.tick(id, 'by hand', undefined);
    await world.runs.addNote(id, 'by hand', 'looks good');
    await world.runs.closeStage(id, 'before');
    await world.runs.end(id);
    const shown = world.run(id);
    assert.deepEqual([shown.countsBefore['pdf-worker'], shown.countsBefore['frontend']], [3, 1]);
    assert.deepEqual(itemOf(shown, 'by hand').mark, { by: 'person', who: 'ana', at: 1_001_000, reason: undefined });
    const later = new LiveStore();
    await new Journal(
      { read: () => Promise.resolve(`${world.lines.join('\n')}\n`), append: () => Promise.resolve() },
      later,
    ).load();
    assert.deepEqual(later.state.checklistRuns, [shown]);
  });

  it('shows nothing of what could not be kept', async () => {
    const world = new Runs();
    const id = await world.begin();
    world.full = true;
    await assert.rejects(world.runs.tick(id, 'by hand', undefined), /no space left/);
    assert.equal(itemOf(world.run(id), 'by hand').mark, undefined);
  });

  it('looks at nothing, and wants no figures, until somebody looks', async () => {
    const world = new Runs();
    await world.shows(teamRecords());
    const id = await world.begin();
    await world.passes(60_000);
    assert.deepEqual([world.run(id).items.size, world.rules.wanted, world.planned.length], [0, false, 0]);
    const watching = world.runs.watch(id);
    await world.passes(1000);
    assert.equal(world.rules.wanted, true);
    assert.equal(itemOf(world.run(id), 'healthy').mark?.by, 'machine');
    watching.dispose();
    assert.equal(world.rules.wanted, false);
    const before = world.lines.length;
    await world.shows(sick);
    assert.equal(world.lines.length, before);
  });

  it('ticks what is so, unticks it once it is not, and writes each down once', async () => {
    const world = new Runs();
    await world.shows(teamRecords());
    const id = await world.begin();
    const watching = world.runs.watch(id);
    await world.passes(3000);
    assert.deepEqual(itemOf(world.run(id), 'healthy').seen?.evidence, 'check pass');
    await world.shows(sick);
    await world.passes(3000);
    assert.equal(itemOf(world.run(id), 'healthy').mark, undefined);
    await world.shows(teamRecords());
    await world.passes(30_000);
    watching.dispose();
    const seen = world.events.flatMap((event) =>
      event.event === 'item-seen' && event.item === 'healthy' ? [event.seen.verdict] : [],
    );
    assert.deepEqual(seen, ['pass', 'fail', 'pass']);
    assert.equal(itemOf(world.run(id), 'by hand').seen, undefined);
  });

  it('leaves a closed stage as it was, and looks again once it is open', async () => {
    const world = new Runs();
    await world.shows(teamRecords());
    const id = await world.begin();
    const watching = world.runs.watch(id);
    await world.passes(2000);
    await world.runs.closeStage(id, 'before');
    await world.shows(sick);
    await world.passes(3000);
    assert.equal(itemOf(world.run(id), 'healthy').mark?.by, 'machine');
    await world.runs.openStage(id, 'before');
    await world.passes(3000);
    assert.equal(itemOf(world.run(id), 'healthy').mark, undefined);
    watching.dispose();
  });

  it('asks for what a plan knows at most once a minute, and at once for another target', async () => {
    const world = new Runs();
    await world.shows(teamRecords());
    const id = await world.begin({ target: 10 });
    const watching = world.runs.watch(id);
    await world.passes(2000);
    assert.equal(itemOf(world.run(id), 'room').seen?.verdict, 'pass');
    for (let times = 0; times < 10; times += 1) await world.shows([...teamRecords()]);
    assert.deepEqual(world.planned, [{ 'pdf-worker': 10 }]);
    world.guards = [guard('host-disk', 'block')];
    await world.runs.setTarget(id, 40);
    await world.shows([...teamRecords()]);
    await world.passes(2000);
    assert.deepEqual(world.planned, [{ 'pdf-worker': 10 }, { 'pdf-worker': 40 }]);
    assert.equal(itemOf(world.run(id), 'room').seen?.verdict, 'fail');
    await world.passes(61_000);
    await world.shows([...teamRecords()]);
    assert.equal(world.planned.length, 3);
    watching.dispose();
  });

  it('takes in items that come with another text, and forgets none of those that stay', async () => {
    const world = new Runs();
    await world.shows(teamRecords());
    const id = await world.begin();
    const watching = world.runs.watch(id);
    await world.passes(2000);
    world.tasks = [taskOf('healthy', 'replicas-healthy'), taskOf('new', 'counts-noted')];
    world.changed();
    await world.passes(2000);
    assert.equal(itemOf(world.run(id), 'new').mark?.by, 'machine');
    assert.equal(itemOf(world.run(id), 'healthy').mark?.by, 'machine');
    watching.dispose();
  });

  it('makes an operation that begins its own where it changes what the run is about, once', async () => {
    const world = new Runs();
    await world.shows(teamRecords());
    const id = await world.begin();
    const other = await world.begin({ service: 'backend' });
    const plan = (service: string): OperationPlan =>
      operationPlan([scaleStage(3, 8, service)], {
        context: 'local',
        stackId: 'compose:team',
        services: [{ service } as never],
      });
    const begun = operationOf(plan('pdf-worker'), [], { operation: 'op-7', at: world.clock.now() + 1 });
    const before = operationOf(plan('backend'), [], { operation: 'op-6', at: 1 });
    world.store.update({ operations: [begun, before] });
    world.store.update({ operations: [begun, before] });
    await world.passes(0);
    assert.deepEqual([world.run(id).subject.operation, world.run(id).subject.target], ['op-7', 8]);
    assert.equal(world.run(other).subject.operation, undefined);
    assert.equal(world.events.filter(({ event }) => event === 'run-subject').length, 1);
  });

  it('looks while its operation runs, whether its page is in sight or not, with one pair of eyes', async () => {
    const world = new Runs();
    await world.shows(teamRecords());
    const id = await world.begin();
    const plan = operationPlan([scaleStage(3, 8, 'pdf-worker')], {
      context: 'local',
      stackId: 'compose:team',
      services: [{ service: 'pdf-worker' } as never],
    });
    const begun = operationOf(plan, [], { operation: 'op-7', at: world.clock.now() + 1 });
    world.store.update({ operations: [begun], own: new Map([['op-7', 'running']]) });
    await world.passes(0);
    // The journal has it; what comes next tells of it.
    world.store.update({ operations: [begun, ...[]] });
    const page = world.runs.watch(id);
    await world.passes(2000);
    assert.equal(world.events.filter(({ event }) => event === 'item-seen').length, 1);
    page.dispose();
    assert.equal(world.rules.wanted, true);
    world.store.update({ operations: [operationOf(plan, [[9, ended('done', {})]], { operation: 'op-7', at: 1 })] });
    assert.equal(world.rules.wanted, false);
  });

  it('does not lose a person’s tick that comes while a machine looks', async () => {
    const world = new Runs();
    await world.shows(teamRecords());
    const id = await world.begin();
    const watching = world.runs.watch(id);
    await Promise.all([world.passes(2000), world.runs.tick(id, 'by hand', undefined)]);
    await world.shows([...teamRecords(), ...replicas('pdf-worker', 4, { project: 'team' }).slice(3)]);
    assert.equal(itemOf(world.run(id), 'by hand').mark?.by, 'person');
    assert.equal(itemOf(world.run(id), 'healthy').mark?.by, 'machine');
    watching.dispose();
  });
});
