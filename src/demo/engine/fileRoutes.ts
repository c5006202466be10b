import { posix } from 'node:path';
import type { ContainerStore } from '../containers/containerStore.js';
import { filesIn, tarOf } from '../containers/tar.js';
import { answerJson, answerNothing, readBytes } from './exchange.js';
import type { Route } from './route.js';

/** Of files in containers the demo has next to none: nothing was changed, and what is written where there is no file is let go. */
export const fileRoutes = (store: ContainerStore): readonly Route[] => [
  {
    method: 'GET',
    path: '/containers/*/changes',
    handle(exchange) {
      store.find(exchange.params[0] ?? '');
      answerJson(exchange, 200, null);
    },
  },
  {
    method: 'GET',
    path: '/containers/*/archive',
    handle(exchange) {
      const { name, program } = store.find(exchange.params[0] ?? '');
      const path = exchange.query.get('path') ?? '';
      const text = program.files?.read(path);
      if (!program.files || text === undefined)
        return void answerJson(exchange, 404, { message: `Could not find the file ${path} in container ${name}` });
      const tar = tarOf(posix.basename(path), text, program.files.uid);
      exchange.response.writeHead(200, { 'Content-Type': 'application/x-tar', 'Content-Length': tar.length });
      exchange.response.end(tar);
    },
  },
  {
    method: 'PUT',
    path: '/containers/*/archive',
    async handle(exchange) {
      const { program } = store.find(exchange.params[0] ?? '');
      const folder = exchange.query.get('path') ?? '';
      for (const { name, text } of filesIn(await readBytes(exchange)))
        program.files?.write(posix.join(folder, name), text);
      answerNothing(exchange, 200);
    },
  },
];
