import type { Duplex } from 'node:stream';
import type { Container } from '../containers/container.js';
import type { ContainerStore } from '../containers/containerStore.js';
import type { Ran } from '../containers/program.js';
import { Refusal } from '../containers/refusal.js';
import { textsAt } from '../json.js';
import type { Random } from '../load/random.js';
import { DemoShell } from './demoShell.js';
import { answerJson, answerNothing, readJson, type Exchange } from './exchange.js';
import { frame } from './frames.js';
import type { Route } from './route.js';

interface Exec {
  readonly id: string;
  readonly container: Container;
  readonly command: readonly string[];
  readonly tty: boolean;
  isRunning: boolean;
  exitCode: number | null;
}

export interface ExecRoutes {
  readonly routes: readonly Route[];
  /** Answers a start whose caller wants the connection itself; a refusal is thrown before anything is written. */
  readonly takeOver: (path: string, socket: Duplex) => void;
}

/** As many are remembered; the oldest are forgotten first. */
const remembered = 500;

/** The code and the words that a container has for a program that it has not. */
const noProgram = (command: string): Ran => ({
  exitCode: 126,
  stdout: `OCI runtime exec failed: exec failed: unable to start container process: exec: "${command}": executable file not found in $PATH: unknown\r\n`,
  stderr: '',
});

/** Commands in containers. The demo runs none: it answers those that it knows, as the program would. */
export function execRoutes(store: ContainerStore, random: Random): ExecRoutes {
  const execs = new Map<string, Exec>();
  const findById = (id: string): Exec => {
    const found = execs.get(id);
    if (!found) throw new Refusal(404, `No such exec instance: ${id}`);
    return found;
  };
  const find = ({ params }: Exchange): Exec => findById(params[0] ?? '');
  const begin = (exec: Exec): void => {
    refuseStopped(exec.container);
    exec.container.execIds = [...exec.container.execIds, exec.id];
    exec.isRunning = true;
  };
  const routes: readonly Route[] = [
    {
      method: 'POST',
      path: '/containers/*/exec',
      async handle(exchange) {
        const container = store.find(exchange.params[0] ?? '');
        const body = await readJson(exchange);
        refuseStopped(container);
        const [command, tty] = [textsAt(body, 'Cmd'), body['Tty'] === true];
        if (command.length === 0) throw new Refusal(400, 'No exec command specified');
        const exec = { id: random.hex(64), container, command, tty, isRunning: false, exitCode: null };
        execs.set(exec.id, exec);
        for (const id of execs.keys()) if (execs.size > remembered) execs.delete(id);
        answerJson(exchange, 201, { Id: exec.id });
      },
    },
    {
      method: 'POST',
      path: '/exec/*/start',
      async handle(exchange) {
        const exec = find(exchange);
        await readJson(exchange);
        begin(exec);
        runCommand(exec, exchange);
      },
    },
    {
      method: 'GET',
      path: '/exec/*/json',
      handle: (exchange) => answerJson(exchange, 200, execAnswer(find(exchange))),
    },
    {
      method: 'POST',
      path: '/exec/*/resize',
      handle(exchange) {
        find(exchange);
        answerNothing(exchange, 200);
      },
    },
  ];
  return {
    routes,
    takeOver(path, socket) {
      const [, id = ''] = /^\/exec\/([^/]+)\/start$/.exec(path) ?? [];
      const exec = findById(id);
      begin(exec);
      openShell(exec, socket, store);
    },
  };
}

function refuseStopped(container: Container): void {
  if (container.state === 'running') return;
  throw new Refusal(409, `container ${container.id} is not running`);
}

function runCommand(exec: Exec, { response }: Exchange): void {
  const [program = ''] = exec.command;
  const ran = exec.container.program.run(exec.container, exec.command) ?? noProgram(program);
  response.writeHead(200, { 'Content-Type': 'application/vnd.docker.multiplexed-stream' });
  if (ran.stdout) response.write(frame('stdout', ran.stdout));
  if (ran.stderr) response.write(frame('stderr', ran.stderr));
  ended(exec, ran.exitCode);
  response.end();
}

/** A prompt over the bare socket, as the engine hands it over for a terminal. */
function openShell(exec: Exec, socket: Duplex, store: ContainerStore): void {
  socket.write(
    'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n',
  );
  const end = (exitCode: number): void => {
    if (!exec.isRunning) return;
    ended(exec, exitCode);
    listener.dispose();
    socket.end();
  };
  const listener = store.events.onEvent(({ action, container }) => {
    if (action === 'die' && container === exec.container) end(137);
  });
  const shell = new DemoShell(exec.container, (text) => socket.write(text), end);
  socket.on('data', (bytes: Buffer) => shell.type(bytes.toString('utf8')));
  socket.on('error', () => undefined);
  socket.once('close', () => end(129));
  shell.greet();
}

function ended(exec: Exec, exitCode: number): void {
  exec.isRunning = false;
  exec.exitCode = exitCode;
  exec.container.execIds = exec.container.execIds.filter((id) => id !== exec.id);
}

function execAnswer({ id, container, command, tty, isRunning, exitCode }: Exec) {
  const [entrypoint = '', ...rest] = command;
  return {
    ID: id,
    Running: isRunning,
    ExitCode: exitCode,
    ProcessConfig: { tty, entrypoint, arguments: rest, privileged: false },
    OpenStdin: tty,
    OpenStderr: true,
    OpenStdout: true,
    CanRemove: false,
    ContainerID: container.id,
    DetachKeys: '',
    Pid: 0,
  };
}
