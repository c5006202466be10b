import type { AlertPolicy } from '../runbook/verificationPolicy.js';
import type { FiringAlert } from './firingAlert.js';

/** Those that the runbook asks for: with every label that it names, and none of the names that it leaves out. */
export const countedAlerts = (alerts: readonly FiringAlert[], { ignore, match }: AlertPolicy): readonly FiringAlert[] =>
  alerts.filter(
    ({ name, labelled }) =>
      !ignore.includes(name) &&
      Object.entries(match).every(([label, value]) => Object.hasOwn(labelled, label) && labelled[label] === value),
  );
