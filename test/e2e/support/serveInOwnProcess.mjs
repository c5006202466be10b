// Serves a workbench until stdin ends: node serveInOwnProcess.mjs '<options as JSON>'. It exists so that the server can be started
// with fewer rights than the tests have.
import { startCodeServer } from '../../machine/codeServer.mjs';

const server = await startCodeServer({ ...JSON.parse(process.argv[2] ?? '{}'), env: process.env });
process.stdout.write(`${server.port}\n`);
process.stdin.resume();
process.stdin.once('end', async () => {
  await server.stop();
  process.exit(0);
});
