import type { Contact, Dashboard } from '../runbook.js';

/** "Key Dashboards". */
export const bundledDashboards: readonly Dashboard[] = [
  { title: 'System Overview', url: 'http://localhost:3002/d/system-overview' },
  { title: 'Job Processing', url: 'http://localhost:3002/d/job-processing' },
  { title: 'Resource Utilization', url: 'http://localhost:3002/d/resource-utilization' },
  { title: 'Traefik Dashboard', url: 'http://localhost:8080' },
];

/** "Emergency Contacts", of whom the team's runbook fills in only the first. */
export const bundledContacts: readonly Contact[] = [
  { role: 'On-Call Engineer', contact: 'PagerDuty rotation' },
  { role: 'Engineering Lead', contact: 'not filled in yet' },
  { role: 'System Administrator', contact: 'not filled in yet' },
];
