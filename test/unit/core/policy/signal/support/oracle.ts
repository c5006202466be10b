import type { Level } from '../../../../../../src/core/policy/level.js';
import type { Bound, Rule } from '../../../../../../src/core/runbook/rule.js';
import { minuteMs, secondMs } from './rules.js';
import { cellMs, type Arrival } from './timelines.js';

interface Cell {
  readonly value: number;
  readonly complete: boolean;
}

const share = 0.9;

/**
 * The signal machine once more, by other means: every accepted sample is kept, and every five seconds of the past hold the value that was
 * in effect then. Slow and plain.
 */
export class Oracle {
  known = false;
  warning = false;
  critical = false;
  /** What was in effect from each multiple of `cellMs` on. */
  private readonly cells = new Map<number, Cell>();
  private samples: Arrival[] = [];
  private changes: number[] = [];

  constructor(private readonly rule: Rule) {}

  take(arrival: Arrival): void {
    const last = this.samples.at(-1);
    if (last && arrival.tauMs - last.tauMs >= 30 * minuteMs) this.forget();
    if (arrival.value === undefined || !Number.isFinite(arrival.value)) return;
    if (last && arrival.tauMs <= last.tauMs) return;
    if (last && arrival.sourceAt !== undefined && arrival.sourceAt === last.sourceAt) return;
    const gap = last ? arrival.tauMs - last.tauMs : Infinity;
    if (last && gap <= 2.5 * Math.max(arrival.intervalMs, 15 * secondMs)) {
      for (let at = last.tauMs; at < arrival.tauMs; at += cellMs) this.cells.set(at, cellOf(last));
    }
    this.samples.push(arrival);
    this.moveLatches(arrival);
  }

  level(): Level {
    return this.critical ? 'critical' : this.warning ? 'warning' : this.known ? 'normal' : 'unknown';
  }

  /** Less than half of the hold before the newest sample was observed. */
  sparse(): boolean {
    const holdMs = this.rule.critical?.holdMs || this.rule.warning?.holdMs || 0;
    return this.window(holdMs).filter((cell) => cell !== undefined).length * cellMs < holdMs / 2;
  }

  enters(bound: Bound | undefined): boolean {
    return bound !== undefined && this.held(bound.holdMs, (cell) => over(bound, cell.value));
  }

  clears(bound: Bound | undefined, windowMs = bound?.clearMs ?? 0): boolean {
    if (!bound) return true;
    const now = this.samples.at(-1)?.tauMs ?? 0;
    const spike = this.samples.some(({ tauMs, value = 0 }) => tauMs > now - windowMs && over(bound, value));
    return !spike && this.held(windowMs, (cell) => cell.complete && cell.value < bound.clearBelow);
  }

  private moveLatches({ tauMs }: Arrival): void {
    const { warning, critical } = this.rule;
    const flapping = this.changes.filter((at) => at > tauMs - 60 * minuteMs).length >= 4;
    const clears = (bound: Bound | undefined): boolean =>
      this.clears(bound) && (!flapping || this.clears(bound, 2 * (bound?.clearMs ?? 0)));
    const before = [this.warning, this.critical];
    const lowest = warning ?? critical;
    const hasHold = [warning, critical].some((bound) => bound && bound.holdMs > 0);
    const calm = (cell: Cell): boolean => cell.complete && !(lowest && over(lowest, cell.value));
    if (this.held(hasHold ? 2 * minuteMs : 0, calm)) this.known = true;
    if (this.enters(critical)) this.critical = true;
    else if (this.critical && clears(critical)) this.critical = false;
    if (this.critical || this.enters(warning)) this.warning = true;
    else if (this.warning && clears(warning)) this.warning = false;
    if (before[0] !== this.warning || before[1] !== this.critical) this.changes.push(tauMs);
  }

  private held(windowMs: number, holds: (cell: Cell) => boolean): boolean {
    const newest = this.samples.at(-1);
    if (!newest || !holds(cellOf(newest))) return false;
    const cells = this.window(windowMs);
    const first = cells[0];
    if (cells.length > 0 && !(first && holds(first))) return false;
    return cells.filter((cell) => cell && holds(cell)).length >= share * cells.length;
  }

  private window(windowMs: number): (Cell | undefined)[] {
    const now = this.samples.at(-1)?.tauMs ?? 0;
    return Array.from({ length: windowMs / cellMs }, (_, index) => this.cells.get(now - windowMs + index * cellMs));
  }

  private forget(): void {
    this.known = this.warning = this.critical = false;
    this.changes = [];
    this.cells.clear();
  }
}

const cellOf = ({ value = 0, complete }: Arrival): Cell => ({ value, complete });

const over = ({ value, inclusive }: Bound, given: number): boolean => given > value || (inclusive && given === value);
