import type { Remedy } from '../../core/diagnosis/remedy.js';
import { preparedCommand } from '../../core/diagnosis/preparedCommand.js';
import { binaryBytes, duration } from '../figures.js';
import { oneLine } from '../markdown.js';
import { amount } from '../words/policy/metricWords.js';

/** What a button or a line to choose says; undefined for what only a person can do, elsewhere. */
export function remedyAction(remedy: Remedy): string | undefined {
  switch (remedy.remedy) {
    case 'scale':
      return `Scale ${oneLine(remedy.title)} to ${remedy.to}`;
    case 'restart':
      return `Restart ${oneLine(remedy.title)}`;
    case 'open-logs':
      return `Open Logs of ${oneLine(remedy.title)}`;
    case 'explain':
      return `Explain Decision on ${oneLine(remedy.title)}`;
    case 'diagnose':
      return `Diagnose ${oneLine(remedy.title)}`;
    case 'raise-connections':
      return `Raise Connections to ${remedy.to}`;
    case 'open-compose-file':
      return 'Open Compose File';
    case 'inspect':
      return `Inspect ${oneLine(remedy.name)}`;
    case 'pull-image':
      return preparedCommand(remedy) === undefined ? undefined : 'Prepare Pull in Terminal';
    case 'clean-up':
      return {
        'build-cache': 'Prepare Clean-up of Build Cache in Terminal',
        images: 'Prepare Clean-up in Terminal',
        volumes: 'Prepare Clean-up of Volumes in Terminal',
      }[remedy.what];
    case 'smaller-pool':
    case 'raise-limit':
    case 'wait':
      return undefined;
  }
}

/** The same as a line of the page, with its figures. No full stop. */
export function remedyText(remedy: Remedy): string {
  switch (remedy.remedy) {
    case 'scale':
      return `Scale ${oneLine(remedy.title)} from ${remedy.from} to ${remedy.to}`;
    case 'raise-connections':
      return `Raise the limit of connections to ${remedy.to}: ${remedy.replicas} x ${remedy.perReplica} + ${remedy.rest}`;
    case 'smaller-pool':
      return `Give each replica a pool of ${remedy.to} instead of ${remedy.from}, in its own configuration`;
    case 'raise-limit':
      return `Raise ${limitNames[remedy.of][remedy.part]} from ${limitText(remedy, remedy.from)} to ${limitText(remedy, remedy.to)}`;
    case 'wait':
      return `Wait another ${duration(remedy.forMs)}, then look again`;
    case 'pull-image':
      return `Pull the image, where it comes from a registry, or build it${prepared(remedy)}`;
    case 'clean-up':
      return `${cleanUps[remedy.what]}${prepared(remedy)}`;
    case 'restart':
    case 'open-logs':
    case 'explain':
    case 'diagnose':
    case 'open-compose-file':
    case 'inspect':
      return remedyAction(remedy) ?? '';
  }
}

const limitNames = {
  container: {
    memory: 'the memory limit of each replica in the Compose file',
    cpu: 'the CPU limit of each replica in the Compose file',
  },
  redis: { memory: 'maxmemory', cpu: '' },
} as const;

const limitText = ({ part }: Extract<Remedy, { remedy: 'raise-limit' }>, value: number): string =>
  part === 'memory' ? binaryBytes(value) : amount(value, 'count');

const cleanUps = {
  'build-cache':
    'Free disk by removing what builds have kept to be faster: the next ones take longer, and nothing else is lost',
  images:
    'Free disk by removing every stopped container, unused network, unused image and the build cache. That goes for all projects on this engine, and a replica that is stopped at the time is removed with them',
  volumes:
    'Free disk by removing volumes that no container uses. What is in them is gone for good: of all projects on this engine, the data of a stack that is down included',
} as const;

/** Never run from here. */
const prepared = (remedy: Remedy): string => {
  const command = preparedCommand(remedy);
  return command === undefined ? '' : `: "${command}", put into a terminal for you to read and to send`;
};
