import { isDemo } from '../../core/demo/demoContext.js';
import { scenarioIds, type ScenarioId } from '../../core/demo/scenario.js';

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
    detail: 'Fourteen hundred jobs at once, and more behind them. Up by rungs: to 10 at first, then to 20.',
  },
  'memory-leak': {
    label: 'Memory leak in the workers',
    detail: "Memory grows by the clock, seen after 45 minutes. A restart ends it; the kernel's does not.",
  },
  'connections-exhausted': {
    label: 'Database connections exhausted',
    detail: 'Three backends want 150 of 100 connections. The database is what has to grow.',
  },
  'sick-replica': {
    label: 'A replica that never becomes healthy',
    detail: 'The second backend stays unhealthy, and one is too few. A restart helps.',
  },
  'uneven-balancer': {
    label: 'Uneven load balancer',
    detail: 'One of three backends gets nearly all. Another does not help; traefik is to blame.',
  },
  'quiet-night': {
    label: 'Quiet night',
    detail: 'Ten idle workers. The way down takes 45 quiet minutes, at any hour: in the story it is night.',
  },
} as const satisfies Record<ScenarioId, Omit<ScenarioLine, 'id'>>;

export const scenarioLines: readonly ScenarioLine[] = scenarioIds.map((id) => ({ id, ...words[id] }));

/** @param trusted whether the workspace is: in one that is not, Scalebook only looks */
export const demoBegun = (trusted: boolean): string =>
  `The demo runs: a stack under load that is simulated inside the editor. Nothing on any machine is touched.${trusted ? '' : ` ${demoRestricted}`}`;

/** What cannot be seen of the demo in a workspace that is not trusted, and why. */
const demoRestricted =
  'In Restricted Mode it can only be looked at: nothing can be changed, and the queue, times and errors are not asked for. Trust the workspace to play.';

/** @param trusted as above */
export const scenarioBegun = (id: ScenarioId, trusted: boolean): string =>
  `Demo: ${words[id].label} begins, from the baseline. Time runs ten times as fast for the load, and not for the rules.${trusted ? '' : ` ${demoRestricted}`}`;

export const noDemo = 'The demo does not run, so no scenario was begun. Choose its context first.';

/** What stands over the demo's stack in a workspace that is not trusted. */
export const restrictedMessage = (context: string | undefined, trusted: boolean): string | undefined =>
  context !== undefined && isDemo({ name: context }) && !trusted ? `The demo. ${demoRestricted}` : undefined;
