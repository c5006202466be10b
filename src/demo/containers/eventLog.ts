import { Emitter } from '../../util/event.js';
import type { Container } from './container.js';

export interface DemoEvent {
  readonly action: string;
  readonly container: Container;
  readonly attributes: Readonly<Record<string, string>>;
  /** Wall time in ns: more digits than a number holds. */
  readonly timeNano: bigint;
}

/** As many as Docker keeps for those who come back. */
const kept = 256;

/** What happened to containers, for those who follow and for those who come back after a break. */
export class EventLog {
  private readonly emitter = new Emitter<DemoEvent>();
  readonly onEvent = this.emitter.event;
  private events: DemoEvent[] = [];
  private lastNano = 0n;

  constructor(private readonly now: () => number) {}

  add(container: Container, action: string, more: Readonly<Record<string, string>> = {}): void {
    const at = BigInt(Math.round(this.now())) * 1_000_000n;
    // No two at once, and none before the one before it.
    this.lastNano = at > this.lastNano ? at : this.lastNano + 1n;
    const attributes = { ...container.labels, ...more, image: container.image, name: container.name };
    const event = { action, container, attributes, timeNano: this.lastNano };
    this.events = [...this.events.slice(1 - kept), event];
    this.emitter.fire(event);
  }

  since(timeNano: bigint): readonly DemoEvent[] {
    return this.events.filter((event) => event.timeNano >= timeNano);
  }
}
