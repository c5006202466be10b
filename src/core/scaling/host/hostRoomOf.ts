import type { HostRoom } from '../hostRoom.js';
import type { MachineTexts } from './machineTexts.js';
import { busyCpus, parseCpuTimes, parseDisk, parseLoad, parseMemory } from './parseMachine.js';

/** What the engine itself says of its machine. */
export interface Machine {
  readonly cpus: number;
  readonly memoryBytes: number;
}

/** Memory that the engine and the kernel count alike, as a share. */
const sameShare = 0.02;

/**
 * The room of a machine by what programs printed in one of its containers. Where that shows less than the engine's whole machine, as
 * in a container that is told of its own limits alone, it is not believed.
 */
export function hostRoomOf(texts: MachineTexts, { cpus, memoryBytes }: Machine): HostRoom {
  const memory = parseMemory(texts.files);
  const disk = parseDisk(texts.disk);
  const [before, after] = [parseCpuTimes(texts.files), parseCpuTimes(texts.later)];
  const load = parseLoad(texts.files);
  const isWholeMemory = memory !== undefined && Math.abs(memory.total - memoryBytes) <= sameShare * memoryBytes;
  const seen = before && after && after.cpus >= cpus ? busyCpus(before, after) : undefined;
  // A spike of one second is no load, and neither is a load that has gone: what both the last second and the last minute show.
  const busy = seen === undefined || load === undefined ? undefined : Math.min(seen, load, cpus);
  return {
    cpus,
    busyCpus: busy,
    memoryBytes,
    availableBytes: isWholeMemory ? memory.available : undefined,
    diskBytes: disk?.total,
    diskFreeBytes: disk?.free,
    problems: [
      ...(isWholeMemory ? [] : ['The free memory of the machine could not be read in a container.']),
      ...(busy === undefined ? ['How busy the machine is could not be read in a container.'] : []),
      ...(disk === undefined ? ['The free disk of the engine could not be read in a container.'] : []),
    ],
  };
}

export const isWholeRoom = ({ busyCpus: busy, availableBytes, diskFreeBytes }: HostRoom): boolean =>
  busy !== undefined && availableBytes !== undefined && diskFreeBytes !== undefined;

/** By what containers use together, where the machine itself could not be asked: others use more, so that this is the most that is free. */
export function withUseOfContainers(
  room: HostRoom,
  use: { readonly memoryBytes: number; readonly cpus: number },
): HostRoom {
  if (room.availableBytes !== undefined && room.busyCpus !== undefined) return room;
  return {
    ...room,
    availableBytes: room.availableBytes ?? Math.max(0, room.memoryBytes - use.memoryBytes),
    busyCpus: room.busyCpus ?? Math.min(use.cpus, room.cpus),
    atMost: true,
  };
}
