import {
  at,
  isMap,
  listOf,
  mapOf,
  textOf,
  withDefaults,
  type ComposeFile,
  type ComposeMap,
  type ComposeValue,
} from './composeFile.js';
import type { MoveFinding, MoveTopic } from './moveFinding.js';
import { ignoredKeys, resourceKeys, topKeys, usedKeys } from './stackKeys.js';
import { networkFindings } from './networks.js';
import { isStateful, mountsOf } from './stateful.js';

/** What would have to change in a Compose file for its stack to run on a Swarm: of the file, then service by service. */
export function moveFindings(file: ComposeFile): readonly MoveFinding[] {
  const services = Object.entries(file.services).flatMap(([name, service]) => serviceFindings(name, service, file));
  return [...fileFindings(file), ...services];
}

const finding = (service: string, topic: MoveTopic, subject = ''): MoveFinding => ({ service, topic, subject });

function fileFindings(file: ComposeFile): readonly MoveFinding[] {
  const { top } = file;
  const keys = Object.keys(top).filter((key) => !topKeys.has(key) && !key.startsWith('x-'));
  const others = keys.filter((key) => key !== 'name' && key !== 'include');
  const forms = (['secrets', 'configs'] as const).flatMap((kind) =>
    Object.entries(mapOf(at(top, kind))).flatMap(([name, value]) => {
      const isElsewhere = ['environment', 'content'].some((key) => at(mapOf(value), key) !== undefined);
      return isElsewhere ? [finding('', 'secret-form', name)] : [];
    }),
  );
  return [
    ...(keys.includes('name') ? [finding('', 'top-name', textOf(at(top, 'name')))] : []),
    ...(keys.includes('include') ? [finding('', 'top-include')] : []),
    ...others.map((key) => finding('', 'top-key', key)),
    ...forms,
    ...networkFindings(file),
  ];
}

function serviceFindings(name: string, service: ComposeMap, file: ComposeFile): readonly MoveFinding[] {
  const say = (topic: MoveTopic, subject = ''): MoveFinding => finding(name, topic, subject);
  const has = (key: string): boolean => at(service, key) !== undefined;
  const unknown = Object.keys(service).filter(
    (key) => !usedKeys.has(key) && !ignoredKeys.has(key) && !resourceKeys.has(key) && !key.startsWith('x-'),
  );
  const resources = Object.keys(service).filter((key) => resourceKeys.has(key));
  const spoken = ['build', 'container_name', 'depends_on', 'network_mode', 'restart', 'expose'];
  const left = Object.keys(service).filter((key) => ignoredKeys.has(key) && !spoken.includes(key));
  return [
    ...unknown.map((key) => say('key', key)),
    ...resources.map((key) => say('resources', key)),
    ...(isMap(at(service, 'depends_on')) ? [say('depends-conditions')] : has('depends_on') ? [say('depends-on')] : []),
    ...envFileFindings(at(service, 'env_file'), say),
    ...(has('build') ? [say('build', textOf(at(service, 'image')))] : has('image') ? [] : [say('no-image')]),
    ...mountFindings(service, file, say),
    ...listOf(at(service, 'ports')).flatMap((port) => portFindings(port, say)),
    ...(has('network_mode') ? [say('host-network', textOf(at(service, 'network_mode')))] : []),
    ...(isStateful(name, service) ? [say('stateful')] : []),
    ...(has('restart') ? [say('restart', textOf(at(service, 'restart')))] : []),
    ...(has('container_name') ? [say('container-name', textOf(at(service, 'container_name')))] : []),
    ...left.map((key) => say('ignored-key', key)),
    say(hasCheck(service) ? 'health-check' : 'no-health-check'),
    ...listOf(at(service, 'secrets')).map((secret) =>
      say('secret', isMap(secret) ? textOf(at(secret, 'source')) : textOf(secret)),
    ),
    ...(has('deploy') ? [say('deploy')] : []),
  ];
}

type Say = (topic: MoveTopic, subject?: string) => MoveFinding;

function envFileFindings(value: ComposeValue | undefined, say: Say): readonly MoveFinding[] {
  if (value === undefined) return [];
  const files = Array.isArray(value) ? listOf(value) : [value];
  return files.some(isMap) ? [say('env-file-form')] : [say('env-file', files.map(textOf).join(', '))];
}

/** A check that only the image may have is not seen from here. */
const hasCheck = (service: ComposeMap): boolean => {
  const check = mapOf(at(service, 'healthcheck'));
  return at(check, 'test') !== undefined && at(check, 'disable') !== true;
};

function mountFindings(service: ComposeMap, { top }: ComposeFile, say: Say): readonly MoveFinding[] {
  return mountsOf(service).flatMap(({ kind, source }) => {
    if (kind === 'bind') return [say('bind-mount', source)];
    if (kind !== 'volume') return [];
    const volume = mapOf(at(mapOf(at(top, 'volumes')), source));
    const driver = textOf(at(volume, 'driver'));
    const type = textOf(at(mapOf(at(volume, 'driver_opts')), 'type'));
    // On a server that every node reaches it is the same one everywhere.
    const isShared = (driver !== '' && driver !== 'local') || /^(nfs4?|cifs)$/.test(type);
    return isShared ? [] : [say('volume', source)];
  });
}

function portFindings(port: ComposeValue, say: Say): readonly MoveFinding[] {
  if (isMap(port)) {
    const published = at(port, 'published');
    return [
      // The older form that a Swarm takes knows numbers alone.
      ...(typeof published === 'string' ? [say('port-form', published)] : []),
      ...(at(port, 'host_ip') === undefined ? [] : [say('host-address', textOf(at(port, 'host_ip')))]),
      ...(published === undefined ? [] : [say('host-port', textOf(published))]),
    ];
  }
  const parts = withDefaults(textOf(port))
    .replace(/\/\w+$/, '')
    .split(':');
  // `address:host:container`; an address of IPv6 has colons of its own, in brackets.
  const host = parts.length >= 2 ? (parts.at(-2) ?? '') : '';
  const address = parts.slice(0, -2).join(':');
  return [...(address === '' ? [] : [say('host-address', address)]), ...(host === '' ? [] : [say('host-port', host)])];
}
