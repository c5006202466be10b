import type { Service } from '../../stack/stack.js';
import type { SwarmService } from '../../stack/swarm.js';
import type { Guard } from '../guards/guard.js';

/** Whether any task of a service has a health check, as far as this node can see. */
export const swarmHealthCheck = (service: Service, { fullName }: SwarmService): Guard => ({
  guard: 'health-check',
  verdict: service.replicas.some(({ healthCheck }) => healthCheck) ? 'pass' : 'warn',
  service: fullName,
});
