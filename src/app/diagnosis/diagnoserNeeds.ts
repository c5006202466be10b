import type { EngineSession } from '../connection/engineSession.js';
import type { Demand } from '../live/demand.js';
import type { LiveStore } from '../live/liveStore.js';
import type { GuardSources } from '../operations/ports.js';
import type { Clock } from '../ports.js';
import type { VerificationSources } from '../verification/ports.js';
import type { DiagnosisSources } from './ports.js';

/** What a diagnosis is made with. */
export interface DiagnoserNeeds {
  readonly session: EngineSession;
  readonly store: LiveStore;
  /** Readings, and the rules with all that feeds them. */
  readonly needs: readonly Demand[];
  readonly clock: Clock;
  readonly sources: () => Promise<DiagnosisSources>;
  readonly guardSources: () => Promise<GuardSources>;
  readonly verificationSources: () => Promise<VerificationSources>;
  /** Reads the runbook files, if they have not been read yet. */
  readonly readRunbooks: () => Promise<void>;
  /** Reads what was done before. Rejects where it cannot be read. */
  readonly loadJournal: () => Promise<void>;
  /** False in an untrusted workspace: then nothing is run in a container, and nobody but the engine is asked. */
  readonly mayRun: () => boolean;
}
