import type { Operation } from '../../../../../src/core/operation/operation.js';
import { underOperation } from '../../../../../src/core/operation/run/underOperation.js';
import { decideStack, type Decided } from '../../../../../src/core/policy/decideStack.js';
import { figureKey, type Figure } from '../../../../../src/core/policy/figure.js';
import { noCalendars } from '../../../../../src/core/policy/schedule/calendarState.js';
import { emptyServiceMemory, type ServiceMemory } from '../../../../../src/core/policy/serviceMemory.js';
import type { Signal } from '../../../../../src/core/policy/signal.js';
import { advance, startAxis } from '../../../../../src/core/policy/time/axis.js';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../../../src/core/runbook/runbook.js';
import type { ContainerRecord } from '../../../../../src/core/stack/containerRecord.js';
import { reading, readingsOf, stackOf } from '../../../support/stacks.js';

/** A Tuesday evening, on which the bundled schedule says nothing. */
const evening = Date.UTC(2026, 8, 1, 18, 0);

export const eveningRunbook: Runbook = {
  ...bundledRunbook,
  schedule: { ...bundledRunbook.schedule, timeZone: 'UTC' },
};

/** What is read at one look. */
export interface Seen {
  readonly records: readonly ContainerRecord[];
  /** Of every replica; undefined: nothing was read. */
  readonly cpu?: number | undefined;
  readonly memory?: number | undefined;
  /** By service, then by metric; read at this look, or so long before. */
  readonly figures?: Readonly<Record<string, Readonly<Record<string, number | undefined>>>>;
  readonly figuresAgoMs?: number;
  /** Of the context `default`. */
  readonly operations?: readonly Operation[];
}

/** Looks at a stack again and again, each time with what was remembered the last time. */
export class Looks {
  private now = evening;
  private axis = startAxis({ monoMs: 0, wallMs: evening });
  private readonly memories = new Map<string, ServiceMemory>();
  private decided: readonly Decided[] = [];

  constructor(private readonly runbook: Runbook = eveningRunbook) {}

  look(seen: Seen, afterMs = 15_000): void {
    this.now += afterMs;
    this.axis = advance(this.axis, { monoMs: this.now - evening, wallMs: this.now });
    const stack = stackOf(...seen.records);
    const at = this.now - (seen.figuresAgoMs ?? 0);
    const figures = Object.entries(seen.figures ?? {}).flatMap(([service, values]) =>
      Object.entries(values).map(([metric, value]): [string, Figure] => {
        const serviceId = `${stack.id}/${service}`;
        const problem = value === undefined ? 'no answer' : '';
        const of = { serviceId, metric, value, complete: value !== undefined, at, sourceAt: undefined };
        return [figureKey(serviceId, metric), { ...of, source: 'feed', problem }];
      }),
    );
    const { cpu, memory } = seen;
    const nothing = cpu === undefined && memory === undefined;
    this.decided = decideStack({
      stack,
      runbook: this.runbook,
      readings: nothing ? new Map() : readingsOf(seen.records, reading(cpu ?? 20, memory ?? 10, this.now)),
      readingIntervalMs: 5000,
      figures: new Map(figures),
      changes: [],
      underOperation: underOperation(seen.operations ?? [], 'default'),
      calendar: noCalendars,
      axis: this.axis,
      now: this.now,
      memoryOf: (serviceId) => this.memories.get(serviceId) ?? emptyServiceMemory,
    });
    for (const { serviceId, memory: next } of this.decided) this.memories.set(serviceId, next);
  }

  get time(): number {
    return this.now;
  }

  of(service: string): Decided {
    const found = this.decided.find(({ serviceId }) => serviceId.endsWith(`/${service}`));
    if (!found) throw new Error(`nothing was decided of ${service}`);
    return found;
  }

  signal(service: string, metric: string): Signal | undefined {
    return this.of(service).policy.signals.find((signal) => signal.metric.id === metric);
  }
}
