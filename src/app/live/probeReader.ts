import { probeFigure } from '../../core/policy/probeFigures.js';
import type { ProbeFigure } from '../../core/runbook/metric.js';
import type { Clock, SourceAnswer } from '../ports.js';
import type { ProbeHistory } from './probeHistory.js';
import { noAnswer, once, type RoundAccess } from './roundAccess.js';
import { sourceAddress } from './sourceAddress.js';

/** Longer than the slowest bound of the runbook's tables, p99 above ten seconds, so that each of them can be seen. */
const timeoutMs = 12_000;

/** Asks health URLs, each once within one round, and tells what their last minutes come to. */
export class ProbeReader {
  private readonly asked = new Map<string, Promise<void>>();

  constructor(
    private readonly access: RoundAccess,
    private readonly history: ProbeHistory,
    private readonly clock: Clock,
  ) {}

  async read(urls: readonly string[], figure: ProbeFigure): Promise<SourceAnswer> {
    if (urls.length === 0) return noAnswer('no-figure', 'the runbook has no health URL to ask');
    const { context } = this.access.connection;
    const targets = urls.map((url) => sourceAddress(url, context));
    const wrong = targets.find((target) => !target.ok);
    if (wrong) return noAnswer('unreachable', wrong.error);
    const asked = targets.flatMap((target) => (target.ok ? [target.value] : []));
    await Promise.all(asked.map((url) => once(this.asked, url, () => this.ask(url))));
    const results = asked.flatMap((url) => this.history.of(context.name, url));
    const found = probeFigure(figure, results, this.clock.now());
    if (found.value === undefined) return noAnswer('no-figure', found.problem);
    return { value: found.value, sourceAt: undefined, partial: false };
  }

  private ask(url: string): Promise<void> {
    const { connection, sources, slots, signal } = this.access;
    return slots.run(async () => {
      const at = this.clock.now();
      const outcome = await sources.probe(url, timeoutMs, signal);
      // One that was called off says nothing of the service.
      if (!signal.aborted) this.history.add(connection.context.name, url, { ...outcome, at });
    });
  }
}
