import type { ScenarioId } from '../../core/demo/scenario.js';
import type { Load } from '../load/demand.js';

/** What a scenario may arrange before it begins. */
export interface Stage {
  /** That many replicas, up and healthy. */
  scale(service: string, count: number): void;
  /** One more replica, which starts and does not become healthy until it is started anew. */
  addSick(service: string): void;
  /** The workers that are there now lose memory, until they are started anew. */
  leak(): void;
  /** The limit of the database, in force. */
  allowConnections(limit: number): void;
}

/** A story that is played on the stack. It begins from the baseline, on an ordinary day. */
export interface Scenario {
  readonly id: ScenarioId;
  /** Played at night, whatever the clock says: the hours of the runbook's schedule are not in force. */
  readonly isAtNight?: true;
  begin(stage: Stage): void;
  /**
   * @param minute of the model, since it began: for what happens to the load itself
   * @param clockMinute of the clock, since it began: for what has to wait for somebody who watches
   */
  loadAt(minute: number, clockMinute: number): Load;
}
