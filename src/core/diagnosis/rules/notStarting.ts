import { groupBy } from '../../stack/groupBy.js';
import { causeOf, type Cause } from '../cause.js';
import { evidence, type Evidence } from '../evidence.js';
import { failedStarts, type FailedStart } from '../failedStarts.js';
import type { NotStarting } from '../finding.js';
import { known, type Observations } from '../observations.js';
import type { Remedy } from '../remedy.js';
import { saying } from '../../verification/fact.js';
import type { StartFailure } from '../startFailure.js';
import { machineShort } from './machineShort.js';

const shownStarts = 3;

/** Why the engine refused to start replicas: each reason once, with those that it is of. */
export function notStarting(seen: Observations): readonly Cause[] {
  const groups = groupBy(failedStarts(seen), ({ failure }) => JSON.stringify(failure));
  return [...groups.values()].flatMap((starts) => {
    const [first] = starts;
    return first ? causesOf(first.failure, starts, seen) : [];
  });
}

function causesOf(failure: StartFailure, starts: readonly FailedStart[], seen: Observations): readonly Cause[] {
  const said = starts.slice(0, shownStarts).map(({ shown }) => shown);
  const replicas = starts.map(({ name }) => saying(name));
  const cause = (
    finding: NotStarting,
    remedies: readonly Remedy[] = [{ remedy: 'open-compose-file' }],
    more: readonly Evidence[] = [],
  ): readonly Cause[] => [causeOf(finding, 'certain', { replicas, evidence: [...said, ...more], remedies })];
  switch (failure.failure) {
    case 'port-taken':
      return cause(...takenPort(failure.port, seen));
    case 'ports-used-up':
      return cause({ cause: 'ports-used-up' });
    case 'name-taken':
      return cause({ cause: 'name-taken', name: saying(failure.name) });
    case 'image-missing':
      return goneImage(failure.image, seen).flatMap(([finding, remedies, more]) => cause(finding, remedies, more));
    case 'no-memory':
    case 'no-cpu':
    case 'no-disk':
      return [machineShort(partOf[failure.failure], replicas, said, seen)];
    case 'engine-limit':
      return cause({ cause: 'engine-limit' }, [{ remedy: 'clean-up', what: 'images' }]);
    case 'program-missing':
      return cause({ cause: 'program-missing', program: saying(failure.program) });
    case 'mount-missing':
      return cause({ cause: 'mount-missing', path: saying(failure.path) });
    case 'network-missing':
      return cause({ cause: 'network-missing', network: saying(failure.network) });
    case 'no-node':
      return cause({ cause: 'no-node' });
    case 'other':
      // What its words mean is not known here; the fallback shows them.
      return [];
  }
}

const partOf = { 'no-memory': 'memory', 'no-cpu': 'cpu', 'no-disk': 'disk' } as const;

type Parts = [finding: NotStarting, remedies: readonly Remedy[], more: readonly Evidence[]];

function takenPort(port: number | undefined, { holders, service }: Observations): Parts {
  const found = port === undefined ? undefined : holders.find((each) => each.port === port);
  const holder = found ? saying(found.name) : '';
  const isOwn = service.replicas.some(({ name }) => name === found?.name);
  return [
    { cause: 'port-taken', port, holder, isOwn },
    [{ remedy: 'open-compose-file' }],
    found ? [evidence('replicas', 'port-holder', found.name, { value: found.port })] : [],
  ];
}

/** An image that is there by now is no reason any more, and one without a name nobody can look for. */
function goneImage(said: string, { images, service }: Observations): readonly Parts[] {
  const names = known(images);
  const image = said === '' ? (service.replicas[0]?.image ?? '') : said;
  if (image === '' || names?.get(image) !== undefined) return [];
  const isLooked = names?.has(image) ?? false;
  return [
    [
      { cause: 'image-gone', image: saying(image) },
      [{ remedy: 'pull-image', image: saying(image) }, { remedy: 'open-compose-file' }],
      isLooked ? [evidence('images', 'image-name', image)] : [],
    ],
  ];
}
