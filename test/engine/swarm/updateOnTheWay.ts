import { createServer, request } from 'node:http';
import { join } from 'node:path';
import type { EngineConnection } from '../../../src/app/ports.js';
import { createConnector } from '../../../src/engine/main.js';
import type { PrivateSwarm } from '../../machine/privateSwarm.mjs';
import { contextOf, never, value } from '../support/connection.js';

/**
 * A way to the manager on which somebody else is faster, once: just before the first update of a service goes through, `docker` is run with
 * `args`. Everything else passes as it is.
 */
export async function updateOnTheWay(
  { manager, docker }: PrivateSwarm,
  args: readonly string[],
): Promise<{ connection: EngineConnection; refused(): number; stop(): Promise<void> }> {
  let isFirst = true;
  let refused = 0;
  const socketPath = join(manager.dir, `way-${Date.now()}.sock`);
  const server = createServer((incoming, answer) => {
    const pass = (): void => {
      const { method, url, headers } = incoming;
      const onward = request(
        { socketPath: manager.host.slice('unix://'.length), method, path: url, headers },
        (came) => {
          if (came.statusCode === 500 && isUpdate) refused += 1;
          answer.writeHead(came.statusCode ?? 500, came.headers);
          came.pipe(answer);
        },
      );
      onward.on('error', () => answer.destroy());
      incoming.pipe(onward);
    };
    const isUpdate = incoming.method === 'POST' && /\/services\/\w+\/update/.test(incoming.url ?? '');
    if (!isUpdate || !isFirst) return pass();
    isFirst = false;
    void docker(...args).then(pass, () => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  const connection = value(await createConnector().connect(contextOf(`unix://${socketPath}`), never));
  return {
    connection,
    refused: () => refused,
    stop: () => {
      connection.dispose();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
