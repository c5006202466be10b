/** What can be played on the demo, in the order in which it is offered. */
export const scenarioIds = [
  'monday-spike',
  'exam-release',
  'memory-leak',
  'connections-exhausted',
  'sick-replica',
  'uneven-balancer',
  'quiet-night',
] as const;
export type ScenarioId = (typeof scenarioIds)[number];
