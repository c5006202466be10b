import type { TeamMessenger } from '../app/operations/ports.js';
import type { FigureSources } from '../app/ports.js';
import type { VerificationSources } from '../app/verification/ports.js';
import { readJson } from './jsonSource.js';
import { readCalendar } from './readCalendar.js';
import { probe } from './probe.js';
import { readPrometheus, readPrometheusRange } from './prometheus.js';
import { WebhookMessenger } from './teamMessenger.js';
import { verificationSources } from './verification/verificationSources.js';

/** The bundle's entry: what reads from outside the engine. */
export const createTeamMessenger = (): TeamMessenger => new WebhookMessenger();

export { readCalendar };

export const createFigureSources = (): FigureSources => ({
  prometheus: readPrometheus,
  prometheusRange: readPrometheusRange,
  json: readJson,
  probe,
});

export const createVerificationSources = (): VerificationSources => verificationSources;
