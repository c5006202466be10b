import type { EngineSession } from '../connection/engineSession.js';
import type { Demand } from '../live/demand.js';
import type { DiagnosisSources } from '../diagnosis/ports.js';
import type { LiveStore } from '../live/liveStore.js';
import type { WantedCounts } from '../operations/change/wantedCounts.js';
import type { Clock, FigureSources, Secrets } from '../ports.js';
import type { VerificationSources } from './ports.js';

/** What verifications are made with. */
export interface VerificationParts {
  readonly session: EngineSession;
  readonly store: LiveStore;
  /** Everything that has to be looked at while one runs: readings, and the rules with all that feeds them. */
  readonly needs: readonly Demand[];
  readonly wanted: WantedCounts;
  readonly sources: () => Promise<VerificationSources>;
  readonly figures: () => Promise<FigureSources>;
  /** How containers ended lately, by the engine's own events. */
  readonly ends: DiagnosisSources['ends'];
  readonly secrets: Secrets;
  /** False in an untrusted workspace: there nobody but the engine is asked, and nothing is run in a container. */
  readonly mayAsk: () => boolean;
  readonly clock: Clock;
}
