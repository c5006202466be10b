import type Docker from 'dockerode';
import type { Duplex } from 'node:stream';
import type { ShellSession } from '../../app/ports.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { ok, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { ExecShell } from './execShell.js';

const OPEN_TIMEOUT_MS = 20_000;
const COMMAND = ['/bin/sh', '-c', 'command -v bash >/dev/null && exec bash || exec sh'];

/** Begins bash, or sh where there is none, in a container, with a terminal of this size. */
export async function openShell(
  link: EngineLink,
  containerId: string,
  size: { readonly columns: number; readonly rows: number },
): Promise<Result<ShellSession, EngineFailure>> {
  const attached = { AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: true };
  const created = await link.call({ timeoutMs: OPEN_TIMEOUT_MS }, (docker) =>
    docker.getContainer(containerId).exec({ Cmd: COMMAND, ...attached }),
  );
  if (!created.ok) return created;
  const started = await link.call({ timeoutMs: OPEN_TIMEOUT_MS }, (docker) => startExec(docker, created.value.id));
  if (!started.ok) return started;
  const shell = new ExecShell(link, created.value.id, started.value);
  shell.resize(size.columns, size.rows);
  return ok(shell);
}

const startExec = (docker: Docker, execId: string): Promise<Duplex> =>
  docker.getExec(execId).start({ hijack: true, stdin: true, Tty: true });
