import type { Diagnosis } from '../../core/diagnosis/diagnosis.js';
import type { Failure } from '../../core/diagnosis/failure.js';
import type { LiveStore } from '../live/liveStore.js';
import type { Diagnoser } from './diagnoser.js';

const mostKept = 20;

/** Looks for why something failed, by itself and once for each failure. */
export class WhyItFailed {
  private readonly found = new Map<string, Promise<Diagnosis | undefined>>();

  constructor(
    private readonly diagnoser: Pick<Diagnoser, 'run'>,
    private readonly store: Pick<LiveStore, 'state'>,
  ) {}

  /** Undefined where its engine is not connected any more, where nothing could be looked at, and where it was cancelled: then it may be asked again. */
  async find(failure: Failure, signal: AbortSignal): Promise<Diagnosis | undefined> {
    const { connection } = this.store.state;
    // An engine that is away is the cause itself; waiting for it would hold up what is to be told.
    if (connection.phase !== 'connected' || connection.context.name !== failure.context) return undefined;
    const key = `${failure.of} ${failure.service}`;
    const looking = this.found.get(key) ?? this.look(failure, signal);
    this.found.set(key, looking);
    for (const old of [...this.found.keys()].slice(0, -mostKept)) this.found.delete(old);
    const diagnosis = await looking;
    if (!diagnosis && this.found.get(key) === looking) this.found.delete(key);
    return diagnosis;
  }

  private async look({ stackId, service }: Failure, signal: AbortSignal): Promise<Diagnosis | undefined> {
    const made = await this.diagnoser.run(stackId, service, signal);
    return made.ok && !signal.aborted ? made.value : undefined;
  }
}
