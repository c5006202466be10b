import { isRecord } from '../../util/isRecord.js';
import { objectAt, textAt, textsAt, type Json } from '../json.js';
import type { Random } from '../load/random.js';
import type { Container } from './container.js';
import { Refusal } from './refusal.js';

/** The networks of the engine, and the addresses that they have given. */
export class Networks {
  private readonly ids = new Map<string, string>();
  private given = 1;

  constructor(private readonly random: Random) {}

  add(name: string): void {
    if (!this.ids.has(name)) this.ids.set(name, this.random.hex(64));
  }

  /** All that a definition names, as Docker does at creation since 25.0. */
  connectAll(container: Container, body: Json): void {
    const asked = objectAt(objectAt(body, 'NetworkingConfig'), 'EndpointsConfig');
    const mode = textAt(container.hostConfig, 'NetworkMode');
    const names = Object.keys(asked);
    if (names.length === 0 && mode !== 'host' && mode !== 'none') names.push(mode === 'default' ? 'bridge' : mode);
    for (const name of names) this.connect(container, name, objectAt(asked, name));
  }

  /** @param network by name or id */
  connect(container: Container, network: string, endpoint: Json): void {
    if (network === 'bridge') this.add('bridge');
    const [name, id] = [...this.ids].find(([known, knownId]) => known === network || knownId === network) ?? [];
    if (name === undefined || id === undefined) throw new Refusal(404, `network ${network} not found`);
    this.given += 1;
    const [high, low] = [Math.floor(this.given / 254) % 254, 2 + (this.given % 252)];
    container.networks.set(name, {
      NetworkID: id,
      IPAddress: `172.30.${high}.${low}`,
      MacAddress: `02:42:ac:1e:${[high, low].map((part) => part.toString(16).padStart(2, '0')).join(':')}`,
      Aliases: isRecord(endpoint) ? textsAt(endpoint, 'Aliases') : [],
    });
  }
}
