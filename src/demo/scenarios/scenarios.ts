import type { ScenarioId } from '../../core/demo/scenario.js';
import { connectionsExhausted } from './connectionsExhausted.js';
import { examRelease } from './examRelease.js';
import { memoryLeak } from './memoryLeak.js';
import { mondaySpike } from './mondaySpike.js';
import { quietNight } from './quietNight.js';
import type { Scenario } from './scenario.js';
import { sickReplica } from './sickReplica.js';
import { unevenBalancer } from './unevenBalancer.js';

export const scenarios = {
  'monday-spike': mondaySpike,
  'exam-release': examRelease,
  'memory-leak': memoryLeak,
  'connections-exhausted': connectionsExhausted,
  'sick-replica': sickReplica,
  'uneven-balancer': unevenBalancer,
  'quiet-night': quietNight,
} as const satisfies Readonly<Record<ScenarioId, Scenario>>;
