import type { InspectedHostConfig } from './inspectedReplica.js';

/** True when replicas take their host port from a range: the engine then mixes up starts that run at the same time. */
export function publishesPortRange(config: InspectedHostConfig): boolean {
  const bindings = Object.values(config.PortBindings ?? {}).flatMap((ports) => ports ?? []);
  return bindings.some((binding) => binding.HostPort?.includes('-') ?? false);
}
