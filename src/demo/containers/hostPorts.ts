import { isRecord } from '../../util/isRecord.js';
import type { Json } from '../json.js';
import { objectAt, textAt } from '../json.js';
import type { BoundPort } from './container.js';
import { Refusal } from './refusal.js';

const firstFree = 32_768;

/** The ports of the engine's machine: each can be given once. */
export class HostPorts {
  private readonly taken = new Set<number>();

  /** Takes what a container asks for, or nothing of it. */
  take(hostConfig: Json, containerName: string): readonly BoundPort[] {
    const bound: BoundPort[] = [];
    try {
      for (const [key, bindings] of Object.entries(objectAt(hostConfig, 'PortBindings')))
        for (const binding of Array.isArray(bindings) ? bindings.filter(isRecord) : [])
          bound.push({
            key,
            hostIp: textAt(binding, 'HostIp') || '0.0.0.0',
            hostPort: this.takeOne(textAt(binding, 'HostPort'), containerName),
          });
    } catch (error) {
      this.free(bound);
      throw error;
    }
    return bound;
  }

  free(bound: readonly BoundPort[]): void {
    for (const { hostPort } of bound) this.taken.delete(hostPort);
  }

  private takeOne(wanted: string, containerName: string): number {
    const [first = 0, last = first] = wanted.split('-').map(Number);
    const failed = `driver failed programming external connectivity on endpoint ${containerName}`;
    if (!(first >= 0 && last >= first && last <= 65_535))
      throw new Refusal(400, `invalid port specification: "${wanted}"`);
    const isAny = first === 0;
    const [from, to] = isAny ? [firstFree, 65_535] : [first, last];
    for (let port = from; port <= to; port++)
      if (!this.taken.has(port)) {
        this.taken.add(port);
        return port;
      }
    const why = from === to ? `Bind for 0.0.0.0:${from} failed: port is already allocated` : 'all ports are allocated';
    throw new Refusal(500, `${failed}: ${why}`);
  }
}
