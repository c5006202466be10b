import type { ContainerStore } from '../containers/containerStore.js';
import type { DemoEvent } from '../containers/eventLog.js';
import { filtersOf, hasLabels } from './exchange.js';
import type { Route } from './route.js';

export const eventRoutes = (store: ContainerStore): readonly Route[] => [
  {
    method: 'GET',
    path: '/events',
    handle({ query, response }) {
      const filters = filtersOf(query);
      const isWanted = ({ action, attributes }: DemoEvent): boolean =>
        (filters['type'] ?? ['container']).includes('container') &&
        hasLabels(attributes, filters['label'] ?? []) &&
        // `health_status` stands for `health_status: healthy`, too.
        (!filters['event'] || filters['event'].some((name) => action === name || action.startsWith(`${name}:`)));
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.flushHeaders();
      const send = (event: DemoEvent): void => {
        if (isWanted(event)) response.write(eventLine(event));
      };
      const since = query.get('since');
      if (since) for (const event of store.events.since(nanoOf(since))) send(event);
      // Who names an end asks for what was.
      if (query.has('until')) return void response.end();
      const listener = store.events.onEvent(send);
      response.once('close', () => listener.dispose());
    },
  },
];

/** `seconds.nanoseconds`. */
function nanoOf(text: string): bigint {
  const [seconds = '0', fraction = ''] = text.split('.');
  return /^\d+$/.test(seconds) ? BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0').slice(0, 9)) : 0n;
}

/** The nanoseconds have more digits than a number holds, so they are written as they are. */
export function eventLine({ action, container, attributes, timeNano }: DemoEvent): string {
  const event = {
    status: action,
    id: container.id,
    from: container.image,
    Type: 'container',
    Action: action,
    Actor: { ID: container.id, Attributes: attributes },
    scope: 'local',
    time: Number(timeNano / 1_000_000_000n),
  };
  return `${JSON.stringify(event).slice(0, -1)},"timeNano":${timeNano}}\n`;
}
