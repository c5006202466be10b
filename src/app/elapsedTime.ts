import { advance, startAxis, type Axis } from '../core/policy/time/axis.js';
import type { Clock } from './ports.js';

/** Time that passed since it was made: a sleep is counted, a clock that is set back is not. */
export class ElapsedTime {
  private axis: Axis;

  constructor(private readonly clock: Clock) {
    this.axis = startAxis(this.clocks());
  }

  get ms(): number {
    this.axis = advance(this.axis, this.clocks());
    return this.axis.tauMs;
  }

  private clocks() {
    return { monoMs: this.clock.monotonic(), wallMs: this.clock.now() };
  }
}
