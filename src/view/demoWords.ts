import { scenarioIds, type ScenarioId } from '../core/demo/scenario.js';

export interface ScenarioLine {
  readonly id: ScenarioId;
  readonly label: string;
  /** What happens, and what it is to show. */
  readonly detail: string;
}

const words = {
  'monday-spike': {
    label: 'Monday morning spike',
    detail: 'The queue is critical within a minute. Scaled as recommended, it drains.',
  },
  'exam-release': {
    label: 'Exam release',
    detail: 'Fifteen hundred jobs at once. Up by rungs: to 10 at first, and on if that is too few.',
  },
  'memory-leak': {
    label: 'Memory leak in the workers',
    detail: 'Memory grows by the clock, seen after 45 minutes. A restart helps; replicas do not.',
  },
  'connections-exhausted': {
    label: 'Database connections exhausted',
    detail: 'Four backends want 200 of 100 connections. The database is what has to grow.',
  },
  'sick-replica': {
    label: 'A replica that never becomes healthy',
    detail: 'The fourth worker stays unhealthy, and three are too few. A restart helps.',
  },
  'uneven-balancer': {
    label: 'Uneven load balancer',
    detail: 'One of three backends gets nearly all. Another does not help; traefik is to blame.',
  },
  'quiet-night': {
    label: 'Quiet night',
    detail: 'Ten idle workers. The way down takes 45 quiet minutes, out of business hours.',
  },
} as const satisfies Record<ScenarioId, Omit<ScenarioLine, 'id'>>;

export const scenarioLines: readonly ScenarioLine[] = scenarioIds.map((id) => ({ id, ...words[id] }));

export const demoBegun =
  'The demo runs: a stack under load that is simulated inside the editor. Nothing on any machine is touched.';

export const scenarioBegun = (id: ScenarioId): string =>
  `Demo: ${words[id].label} begins, from the baseline. Time runs ten times as fast for the load, and not for the rules.`;

export const noDemo = 'The demo does not run, so no scenario was begun. Choose its context first.';
