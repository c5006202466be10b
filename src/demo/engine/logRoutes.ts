import type { Container, LogEntry } from '../containers/container.js';
import type { ContainerStore } from '../containers/containerStore.js';
import { dateText } from './dates.js';
import { Refusal } from '../containers/refusal.js';
import { isTrue } from './exchange.js';
import { frame } from './frames.js';
import type { Route } from './route.js';

export const logRoutes = (store: ContainerStore): readonly Route[] => [
  {
    method: 'GET',
    path: '/containers/*/logs',
    handle({ params, query, response }) {
      const container = store.find(params[0] ?? '');
      if (!isTrue(query.get('stdout')) && !isTrue(query.get('stderr')))
        throw new Refusal(400, 'Bad parameters: you must choose at least one stream');
      const isRaw = container.config['Tty'] === true;
      const sinceAt = Number(query.get('since') ?? 0) * 1000;
      const wanted = (entry: LogEntry): boolean => isTrue(query.get(entry.stream)) && entry.at >= sinceAt;
      const dated = isTrue(query.get('timestamps'));
      const bytes = ({ stream, text, at }: LogEntry): string | Buffer => {
        const line = dated ? `${dateText(at)} ${text}` : text;
        return isRaw ? `${line}\r\n` : frame(stream, `${line}\n`);
      };
      const type = isRaw ? 'application/vnd.docker.raw-stream' : 'application/vnd.docker.multiplexed-stream';
      response.writeHead(200, { 'Content-Type': type });
      response.flushHeaders();
      for (const entry of lastOf(container.log.filter(wanted), query.get('tail'))) response.write(bytes(entry));
      if (!isTrue(query.get('follow')) || container.state !== 'running') return void response.end();
      const listeners = [
        store.onLine(({ container: other, entry }) => {
          if (other === container && wanted(entry)) response.write(bytes(entry));
        }),
        store.events.onEvent(({ action, container: other }) => {
          if (other === container && action === 'die') response.end();
        }),
      ];
      response.once('close', () => {
        for (const listener of listeners) listener.dispose();
      });
    },
  },
];

function lastOf(log: Container['log'], tail: string | null): readonly LogEntry[] {
  const count = tail === null || tail === 'all' ? log.length : Number(tail);
  return count > 0 ? log.slice(-count) : [];
}
