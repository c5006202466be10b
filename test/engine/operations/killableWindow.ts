import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { OperationRequest } from '../../../src/core/operation/plan/operationRequest.js';
import type { KillPoint } from './killPoint.js';
import type { Ground } from './operationPieces.js';

/** A folder of the repository, where the libraries are found that are not bundled. */
const program = join('dist', 'test', 'engine', 'operationProcess.mjs');

export async function buildWindow(): Promise<void> {
  await build({
    entryPoints: ['test/engine/operations/operationProcess.ts'],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
  });
}

type Where = Pick<Ground, 'host' | 'folder' | 'runbook' | 'preference'>;

/** Carries a request out in a process of its own, and kills it at that point. True where its operation had not ended by then. */
export function killInTheMiddle(
  ground: Where,
  request: OperationRequest,
  { share, delayMs }: KillPoint,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  return carryOut(ground, request, (said, kill) => {
    const [, all] = /^begun (\d+)$/m.exec(said) ?? [];
    if (all === undefined || timer !== undefined) return;
    const written = said.split('\n').filter((line) => line === 'line').length;
    // The last line is the end, after which there is nothing in the middle of which to kill it.
    if (written >= 1 + Math.floor(share * (Number(all) - 1))) timer = setTimeout(kill, delayMs);
  }).finally(() => clearTimeout(timer));
}

/** The same, as soon as something has come about that it does. */
export function killOnce(ground: Where, request: OperationRequest, isTime: () => boolean): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  return carryOut(ground, request, (_, kill) => {
    timer ??= setInterval(() => void (isTime() && kill()), 5);
  }).finally(() => clearInterval(timer));
}

/** @param onSaid told of all that it has said, whenever that is more */
async function carryOut(
  ground: Where,
  request: OperationRequest,
  onSaid: (said: string, kill: () => void) => void,
): Promise<boolean> {
  const file = `${ground.folder}.json`;
  writeFileSync(file, JSON.stringify({ ...ground, request }));
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    onSaid(said, () => child.kill('SIGKILL'));
  });
  await ended;
  if (child.signalCode === null && child.exitCode !== 0) throw new Error(`it ended with ${child.exitCode}: ${said}`);
  return !/^ended/m.test(said);
}
