import type { Disposable } from '../../util/disposable.js';
import type { Endpoint } from '../connection/dockerContext.js';
import type { Runbook } from '../runbook/runbook.js';
import type { ScenarioId } from './scenario.js';

/** The engine that is built in, once it is started. Disposing it ends it. */
export interface DemoEngine extends Disposable {
  readonly endpoint: Endpoint;
  /** The bundled runbook, with the addresses at which the demo's own stack answers. Another while a scenario is played at night. */
  readonly runbook: Runbook;
  /** Begins a scenario, from the baseline. */
  play(id: ScenarioId): void;
}
