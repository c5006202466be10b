import type { VerificationSources } from '../../app/verification/ports.js';
import { readAlerts, readAlertsAgo } from './readAlerts.js';
import { readHaproxy } from './readHaproxy.js';
import { readTraefik } from './readTraefik.js';
import { send } from './send.js';

export const verificationSources: VerificationSources = {
  send,
  traefikServices: readTraefik,
  haproxyServices: readHaproxy,
  firingAlerts: readAlerts,
  alertsAgo: readAlertsAgo,
};
