import { isReady } from '../../../core/policy/condition.js';
import { hostRoomOf, isWholeRoom } from '../../../core/scaling/host/hostRoomOf.js';
import { diskCommand, filesCommand, laterCommand, noTexts } from '../../../core/scaling/host/machineTexts.js';
import type { HostRoom } from '../../../core/scaling/hostRoom.js';
import type { Replica } from '../../../core/stack/replica.js';
import type { Stack } from '../../../core/stack/stack.js';
import { pause } from '../../pause.js';
import type { Clock, EngineConnection } from '../../ports.js';

/** For each program; they are over at once. */
const timeoutMs = 2000;
/** `/proc/stat` has a number for each interrupt of the machine. */
const maxBytes = 256 * 1024;
/** Between the two readings of how long CPUs were busy. */
const betweenMs = 1000;
const attempts = 3;

/** Asks in a container what the machine has left: the engine does not tell, and this works wherever the engine is. */
export async function readMachine(
  connection: EngineConnection,
  stack: Stack,
  clock: Clock,
  signal: AbortSignal,
): Promise<HostRoom> {
  let best = hostRoomOf(noTexts, connection.info);
  for (const { containerId } of candidates(stack)) {
    const said = async (command: readonly string[]): Promise<string> => {
      const run = await connection.exec(containerId, command, { env: {}, timeoutMs, maxBytes }, signal);
      return run.ok && run.value.exitCode === 0 ? run.value.stdout : '';
    };
    const [files, disk] = await Promise.all([said(filesCommand), said(diskCommand)]);
    if (signal.aborted) break;
    if (files === '' && disk === '') continue;
    await pause(clock, betweenMs);
    const room = hostRoomOf({ files, disk, later: await said(laterCommand) }, connection.info);
    if (isWholeRoom(room)) return room;
    if (room.problems.length < best.problems.length) best = room;
  }
  return best;
}

/** One of each image, since they differ in what programs they have; those that work first. */
function candidates({ services }: Stack): readonly Replica[] {
  const running = services.flatMap(({ replicas }) => replicas.filter(({ state }) => state === 'running'));
  const seen = new Set<string>();
  return [...running.filter(isReady), ...running.filter((replica) => !isReady(replica))]
    .filter(({ imageId }) => !seen.has(imageId) && seen.add(imageId))
    .slice(0, attempts);
}
