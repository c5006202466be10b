import { setTimeout as pause } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { ExecAnswer, ExecOptions } from '../../app/ports.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Result } from '../../util/result.js';
import type { ByteStream } from '../connect/engineHttp.js';
import type { EngineLink } from '../connect/engineLink.js';
import { LogFrames } from '../logs/logFrames.js';

/** The output ends a moment before the engine has the exit code. */
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 400;

/** Runs a command inside a container to its end. */
export function exec(
  link: EngineLink,
  containerId: string,
  command: readonly string[],
  options: ExecOptions,
  signal: AbortSignal,
): Promise<Result<ExecAnswer, EngineFailure>> {
  return link.call({ signal, timeoutMs: options.timeoutMs }, async (docker) => {
    const created = await docker.getContainer(containerId).exec({
      Cmd: [...command],
      Env: Object.entries(options.env).map(([name, value]) => `${name}=${value}`),
      AttachStdout: true,
      AttachStderr: true,
    });
    const run = docker.getExec(created.id);
    // Without input there is no need to take over the socket.
    const output = await readOutput(await run.start({ hijack: false, stdin: false, Tty: false }), options.maxBytes);
    // The output of a command whose engine dies ends like any other: only the exit code says that it is whole.
    return { exitCode: await exitCodeOf(run), ...output };
  });
}

async function readOutput(frames: ByteStream, maxBytes: number): Promise<Omit<ExecAnswer, 'exitCode'>> {
  const chunks = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  let bytes = 0;
  const demultiplexed = new LogFrames((stream, payload) => {
    bytes += payload.length;
    chunks[stream].push(payload);
  });
  for await (const chunk of frames) {
    demultiplexed.push(chunk);
    // Leaving the loop closes the connection that the output comes over.
    if (bytes > maxBytes) throw new Error(`The command gave more than ${maxBytes} bytes.`);
  }
  const text = (parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString('utf8');
  return { stdout: text(chunks.stdout), stderr: text(chunks.stderr) };
}

/** Asks until there is one: the bounds of the whole call end this, too. */
async function exitCodeOf(run: Docker.Exec): Promise<number> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const { Running: running, ExitCode: exitCode } = await run.inspect();
    if (!running) {
      if (typeof exitCode === 'number') return exitCode;
      throw Object.assign(new Error('The engine does not say how the command ended.'), { code: 'ECONNRESET' });
    }
    await pause(pauseMs);
  }
}
