import { apiAtLeast } from '../apiVersion.js';
import type { InspectedEndpoint, InspectedReplica } from './inspectedReplica.js';

/** Since this version an engine connects a new container to all its networks at creation; before, to one. */
const SEVERAL_NETWORKS_AT_CREATION = '1.44';

export interface CloneEndpoint {
  readonly network: string;
  readonly settings: EndpointSettings;
}

export interface EndpointSettings {
  readonly Aliases: string[];
  readonly Links?: string[];
  readonly DriverOpts?: Record<string, string>;
  readonly GwPriority?: number;
  readonly IPAMConfig?: { readonly LinkLocalIPs: string[] };
}

interface CloneEndpoints {
  readonly atCreation: readonly CloneEndpoint[];
  readonly afterCreation: readonly CloneEndpoint[];
}

/** The networks of a copy. Built anew: a copied address or MAC would exist twice. */
export function cloneEndpoints(
  source: InspectedReplica,
  copy: { readonly name: string; readonly apiVersion: string },
): CloneEndpoints {
  const mode = source.HostConfig.NetworkMode ?? 'default';
  if (!isUserNetwork(mode)) return { atCreation: [], afterCreation: [] };
  const all = Object.entries(source.NetworkSettings.Networks ?? {}).map(([name, endpoint]) => ({
    // Compose puts an external network's id into NetworkMode; under its name the engine would lose the aliases.
    network: name !== mode && endpoint.NetworkID === mode ? mode : name,
    settings: settings(source, endpoint, copy.name),
  }));
  if (apiAtLeast(copy.apiVersion, SEVERAL_NETWORKS_AT_CREATION)) return { atCreation: all, afterCreation: [] };
  return {
    atCreation: all.filter(({ network }) => network === mode),
    afterCreation: all.filter(({ network }) => network !== mode),
  };
}

const isUserNetwork = (mode: string): boolean =>
  !['host', 'none', 'bridge', 'default'].includes(mode) && !mode.startsWith('container:');

function settings(source: InspectedReplica, endpoint: InspectedEndpoint, name: string): EndpointSettings {
  const oldName = source.Name.replace(/^\//, '');
  const ofSourceAlone = [source.Id.slice(0, 12), source.Config.Hostname];
  const aliases = (endpoint.Aliases ?? [])
    .filter((alias) => !ofSourceAlone.includes(alias))
    .map((alias) => (alias === oldName ? name : alias));
  const linkLocal = endpoint.IPAMConfig?.LinkLocalIPs ?? [];
  return {
    Aliases: [...new Set(aliases)],
    ...(endpoint.Links ? { Links: [...endpoint.Links] } : {}),
    ...(endpoint.DriverOpts ? { DriverOpts: endpoint.DriverOpts } : {}),
    ...(endpoint.GwPriority ? { GwPriority: endpoint.GwPriority } : {}),
    ...(linkLocal.length > 0 ? { IPAMConfig: { LinkLocalIPs: [...linkLocal] } } : {}),
  };
}
