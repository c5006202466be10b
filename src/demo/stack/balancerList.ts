import { addressOf, isServing, type Container } from '../containers/container.js';
import type { World } from './world.js';

const ports = { frontend: 3000, backend: 3001 } as const;

/** The list of services as the API of Traefik has it. */
export function balancerList(world: World): readonly object[] {
  return Object.entries(ports).map(([service, port]) => {
    const running = world.containersOf(service).filter(({ state }) => state === 'running');
    const url = (container: Container): string => `http://${addressOf(container)}:${port}`;
    const isSticky = service === 'backend' && world.stickyShare > 0;
    return {
      name: `${service}@docker`,
      provider: 'docker',
      type: 'loadbalancer',
      status: 'enabled',
      loadBalancer: {
        servers: running.map((container) => ({ url: url(container) })),
        passHostHeader: true,
        ...(isSticky ? { sticky: { cookie: { name: 'demo' } } } : {}),
      },
      serverStatus: Object.fromEntries(
        running.map((container) => [url(container), isServing(container) ? 'UP' : 'DOWN']),
      ),
    };
  });
}
