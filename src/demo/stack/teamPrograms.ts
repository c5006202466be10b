import { serviceOf } from '../containers/container.js';
import type { Program, ProgramFiles, ProgramHost, Ran } from '../containers/program.js';
import { dataFolder } from './database.js';
import { hostProgram, type HostUse } from './hostFiles.js';
import { redisCli } from './redisCli.js';
import { teamService } from './teamServices.js';
import type { World } from './world.js';

const stopMs = 2000;

/** What the containers of the runbook's stack do. `world` is asked for when it is needed: the programs are there before it. */
export function teamProgram(name: string, world: () => World, host: () => HostUse): Program | undefined {
  const service = teamService(name);
  if (!service) return undefined;
  return {
    startUpMs: service.startUpMs,
    stopMs,
    greeting: [{ stream: 'stdout', text: `${name} of the demo starts; nothing here is real` }],
    chatter: { everyMs: 60_000, text: `${name} of the demo goes on` },
    isWell: (container) => isWell(container, world()),
    cores: (container) => world().coresOf(container),
    onStart: (container) => {
      container.memoryBytes = service.memoryBytes;
      world().leaked.delete(container.id);
      world().sick.delete(container.id);
      if (name === 'postgres') world().database.restarted();
      if (name === 'traefik') world().balancerStarted();
    },
    ...(name === 'postgres' ? { files: databaseFiles(world) } : {}),
    run: (container, command) => run(container, command, world(), host),
  };
}

const settingsFile = `${dataFolder}/postgresql.auto.conf`;
const keptFile = `${settingsFile}.scalebook`;
/** Of the user that PostgreSQL runs as in its image. */
const postgresUid = 999;

const databaseFiles = (world: () => World): ProgramFiles => ({
  uid: postgresUid,
  read: (path) => {
    const { autoConf, keptConf } = world().database;
    return path === settingsFile ? autoConf : path === keptFile ? keptConf : undefined;
  },
  write: (path, text) => {
    if (path === settingsFile) world().database.autoConf = text;
    if (path === keptFile) world().database.keptConf = text;
  },
});

function isWell(container: ProgramHost, world: World): boolean {
  if (world.sick.has(container.id)) return false;
  switch (serviceOf(container)) {
    case 'backend':
      return world.databaseIsUp && world.storeIsUp;
    case 'pdf-worker':
      return world.storeIsUp;
    default:
      return true;
  }
}

function run(container: ProgramHost, command: readonly string[], world: World, host: () => HostUse): Ran | undefined {
  const [program] = command;
  const service = serviceOf(container);
  const well = isWell(container, world);
  if (program === 'psql' && service === 'postgres')
    return world.database.psql(command, world.pools, world.databaseClients);
  if (program === 'rm' && service === 'postgres' && command.at(-1) === keptFile) {
    world.database.keptConf = undefined;
    return said(0, '');
  }
  if (program === 'pg_isready' && service === 'postgres') return said(0, 'accepting connections\n');
  if (program === 'redis-cli' && service === 'redis') return said(0, redisCli(command, container.memoryBytes));
  const serves = teamService(service)?.api !== undefined || service === 'pdf-worker';
  if (program === 'curl' && serves)
    return command.includes('--write-out') ? said(0, `${well ? 200 : 503} 0.004`) : said(well ? 0 : 22, '');
  if (program === 'wget' && serves) return said(well ? 0 : 8, '');
  return hostProgram(command, host());
}

const said = (exitCode: number, stdout: string): Ran => ({ exitCode, stdout, stderr: '' });
