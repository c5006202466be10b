import type { NotStarting } from '../../core/diagnosis/finding.js';
import type { Cause } from '../../core/diagnosis/cause.js';
import { binaryBytes, count } from '../figures.js';
import { oneLine } from '../markdown.js';
import { shortName } from '../words/names.js';
import { verb, type Of } from './who.js';

/** Why replicas do not start: a sentence without its full stop. */
export function startWords(cause: Cause & NotStarting, them: string, of: Of): string {
  const fails = `${them} ${verb(cause, 'does', 'do')} not start`;
  switch (cause.cause) {
    case 'port-taken':
      return `${fails}: ${portWords(cause, of)}`;
    case 'ports-used-up':
      return `${fails}: every host port of its range is taken`;
    case 'name-taken':
      return `${fails}: another container is called ${oneLine(cause.name)}`;
    case 'image-gone':
      return cause.certainty === 'certain'
        ? `${fails}: the image ${oneLine(cause.image)} is not on the engine`
        : `Compose can make no further replica of ${oneLine(of.title)}: the image ${oneLine(cause.image)} is no longer on the engine`;
    case 'machine-short':
      return `${fails}: ${shortWords(cause)}`;
    case 'engine-limit':
      return `${fails}: the engine has reached a limit of its own`;
    case 'program-missing':
      return `${fails}: ${oneLine(cause.program)}, which it is to run, is not in its image or may not be run`;
    case 'mount-missing':
      return `${fails}: ${oneLine(cause.path)}, which it mounts, is not on the engine's machine`;
    case 'network-missing':
      return `${fails}: there is no network ${oneLine(cause.network)}`;
    case 'no-node':
      return `${fails}: no node of the Swarm fits`;
    case 'ends-by-itself':
      return endWords(cause.exitCode, them, verb(cause, 'one', 'several') === 'one');
    case 'start-refused':
      return `${fails}: the engine refuses it`;
  }
}

/** What ends by a signal was ended by somebody. */
function endWords(exitCode: number | undefined, them: string, isOne: boolean): string {
  const code = exitCode === undefined ? '' : `, with exit code ${exitCode}`;
  if (exitCode === 137 || exitCode === 143) return `${them} ${isOne ? 'was' : 'were'} ended from outside${code}`;
  return `${them} ${isOne ? 'ends by itself' : 'end by themselves'}${code}`;
}

function portWords({ port, holder, isOwn }: Extract<NotStarting, { cause: 'port-taken' }>, { stack }: Of): string {
  const which = port === undefined ? 'its host port' : `host port ${port}`;
  if (holder === '') return `${which} is taken already`;
  return isOwn
    ? `${which} is held by ${shortName(holder, stack)}, and only one can have it`
    : `${which} is taken by ${oneLine(holder)}`;
}

function shortWords({ part, needed, free }: Extract<NotStarting, { cause: 'machine-short' }>): string {
  if (part === 'cpu')
    return free === undefined || needed === undefined
      ? "it asks for more CPUs than the engine's machine has"
      : `it asks for ${count(needed, 'CPU')}, and the engine's machine has ${free}`;
  const has = free === undefined ? `too little ${part} left` : `${binaryBytes(free)} of ${part} left`;
  return `the engine's machine has ${has}${needed === undefined ? '' : `, and each takes ${binaryBytes(needed)}`}`;
}
