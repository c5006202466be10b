import { isAnonymousVolume } from './anonymousVolume.js';
import { cloneEndpoints, type CloneEndpoint } from './cloneEndpoints.js';
import { identityLabels } from './identityLabels.js';
import type { InspectedConfig, InspectedHostConfig, InspectedReplica } from './inspectedReplica.js';

export interface CloneRequest {
  readonly number: number;
  readonly name: string;
  /** Of the engine, such as `1.45`. */
  readonly apiVersion: string;
  /** False when the image's name is gone or stands for another image by now. */
  readonly imageNameHolds: boolean;
}

export interface Clone {
  /** What is sent to the engine to create the container. */
  readonly body: Readonly<Record<string, unknown>> & { readonly name: string };
  /** Networks to connect between creation and start, on engines that take only one at creation. */
  readonly networksToConnect: readonly CloneEndpoint[];
}

/**
 * The definition of one more replica beside `source`. Compose takes it for its own work: it keeps every label that Compose
 * compares, and gives up whatever must not exist twice (host name, addresses, MAC, anonymous volumes).
 */
export function cloneBody(source: InspectedReplica, request: CloneRequest): Clone {
  const binds = splitBinds(source.HostConfig.Binds ?? []);
  const { atCreation, afterCreation } = cloneEndpoints(source, request);
  return {
    body: {
      ...config(source, request, binds.anonymousTargets),
      name: request.name,
      HostConfig: hostConfig(source.HostConfig, binds.kept),
      NetworkingConfig: {
        EndpointsConfig: Object.fromEntries(atCreation.map(({ network, settings }) => [network, settings])),
      },
    },
    networksToConnect: afterCreation,
  };
}

function config(source: InspectedReplica, request: CloneRequest, anonymousTargets: readonly string[]) {
  const { MacAddress: _mac, OnBuild: _onBuild, Hostname, Domainname, ExposedPorts, ...rest } = source.Config;
  const { NetworkMode = 'default', UTSMode } = source.HostConfig;
  const sharesNetwork = NetworkMode.startsWith('container:');
  const sharesNames = sharesNetwork || UTSMode === 'host';
  // The engine's own host name is the container's short id: the copy has to get its own.
  const ownHostname = Hostname === source.Id.slice(0, 12);
  const keepsHostname = Hostname !== undefined && !ownHostname && !sharesNames && NetworkMode !== 'host';
  return {
    ...rest,
    ...(keepsHostname ? { Hostname } : {}),
    ...(Domainname !== undefined && !sharesNames ? { Domainname } : {}),
    ...(ExposedPorts !== undefined && !sharesNetwork ? { ExposedPorts } : {}),
    Image: request.imageNameHolds ? source.Config.Image : source.Image,
    Labels: labels(source.Config, request.number),
    Volumes: volumes(source.Config, anonymousTargets),
  };
}

function labels(source: InspectedConfig, number: number): Readonly<Record<string, string>> {
  const { [identityLabels.replace]: _replace, [identityLabels.slug]: _slug, ...kept } = source.Labels ?? {};
  return { ...kept, [identityLabels.number]: String(number), [identityLabels.oneOff]: 'False' };
}

function volumes(
  source: InspectedConfig,
  anonymousTargets: readonly string[],
): Readonly<Record<string, object>> | null {
  const all = { ...source.Volumes, ...Object.fromEntries(anonymousTargets.map((target) => [target, {}])) };
  return Object.keys(all).length > 0 ? all : null;
}

function hostConfig(source: InspectedHostConfig, binds: readonly string[]) {
  const { ContainerIDFile: _file, ...rest } = source;
  return {
    ...rest,
    Binds: binds,
    ...(source.Mounts ? { Mounts: source.Mounts.map(ownVolume) } : {}),
  };
}

/** A recreated replica has its anonymous volume pinned by name; a copy of that would share it. */
function ownVolume(mount: NonNullable<InspectedHostConfig['Mounts']>[number]) {
  if (mount.Type !== 'volume' || mount.Source === undefined || !isAnonymousVolume(mount.Source)) return mount;
  const { Source: _source, ...unpinned } = mount;
  return unpinned;
}

function splitBinds(binds: readonly string[]): { kept: readonly string[]; anonymousTargets: readonly string[] } {
  const kept: string[] = [];
  const anonymousTargets: string[] = [];
  for (const bind of binds) {
    const [from = '', to] = bind.split(':');
    if (to !== undefined && isAnonymousVolume(from)) anonymousTargets.push(to);
    else kept.push(bind);
  }
  return { kept, anonymousTargets };
}
