import { at, listOf, isMap, mapOf, textOf, withDefaults, type ComposeFile, type ComposeMap } from './composeFile.js';
import type { MoveFinding } from './moveFinding.js';

/** Docker's own drivers that reach no further than one machine. What a plugin's reaches is not known. */
const localDrivers: ReadonlySet<string> = new Set(['bridge', 'host', 'ipvlan', 'macvlan', 'none', 'null']);
/** Docker's own networks, which are there on each node. */
const everywhere: ReadonlySet<string> = new Set(['bridge', 'host', 'none']);

/** Networks that a Swarm's services cannot be on. One that no service is on is not made, so nothing is said of it. */
export function networkFindings({ top, services }: ComposeFile): readonly MoveFinding[] {
  const used = new Set(Object.values(services).flatMap(networksOf));
  return Object.entries(mapOf(at(top, 'networks'))).flatMap(([name, value]): readonly MoveFinding[] => {
    if (!used.has(name)) return [];
    const network = mapOf(value);
    const external = at(network, 'external');
    if (isMap(external) || textOf(external) === 'true') {
      const own = textOf(at(network, 'name')) || textOf(at(mapOf(external), 'name')) || name;
      return everywhere.has(own) ? [] : [{ service: '', topic: 'network-external', subject: own }];
    }
    const driver = withDefaults(textOf(at(network, 'driver')));
    return localDrivers.has(driver) ? [{ service: '', topic: 'network-driver', subject: `${name} (${driver})` }] : [];
  });
}

function networksOf(service: ComposeMap): readonly string[] {
  const stated = at(service, 'networks');
  const names = isMap(stated) ? Object.keys(stated) : listOf(stated).map(textOf);
  return names.length > 0 ? names : ['default'];
}
