import { limitsOf, runbookService, titleOf } from '../../runbook/runbook.js';
import type { Service } from '../../stack/stack.js';
import { causeOf, type Cause } from '../cause.js';
import { evidence } from '../evidence.js';
import { meanUseOf } from '../meanUse.js';
import type { Observations } from '../observations.js';
import type { Remedy } from '../remedy.js';
import { explain, scaleTo } from '../subject.js';
import { scaledUp } from '../slowness.js';
import { presentCount } from '../../stack/stack.js';

type Part = 'memory' | 'cpu';

const fullShare = { cpu: 0.9, memory: 0.95 } as const satisfies Record<Part, number>;
/** A service below this has little to do. */
const idleShare = 0.4;

/** The limits of the containers themselves, here or in another service. */
export const reachedLimits = (seen: Observations): readonly Cause[] => [...ownLimit(seen), ...elsewhere(seen)];

interface Share {
  readonly part: Part;
  readonly share: number;
}

/** How much of its own limits the replicas of a service use on average; a part without a limit, or unread, is missing. */
function sharesOf(service: Service, { use }: Observations): readonly Share[] {
  const mean = meanUseOf(service, use);
  const limits = service.replicas.find(({ state }) => state === 'running')?.limits;
  const share = (part: Part, used: number | undefined, limit: number | undefined): readonly Share[] =>
    used === undefined || limit === undefined || !(limit > 0) ? [] : [{ part, share: used / limit }];
  return [...share('cpu', mean.cpus, limits?.cpus), ...share('memory', mean.memoryBytes, limits?.memoryBytes)];
}

const fullOf = (shares: readonly Share[]): Share | undefined =>
  shares.find(({ part, share }) => share >= fullShare[part]);

function ownLimit(seen: Observations): readonly Cause[] {
  const full = fullOf(sharesOf(seen.service, seen));
  return full ? [limitCause(seen.service, full, seen)] : [];
}

function limitCause(service: Service, { part, share }: Share, seen: Observations): Cause {
  const percent = share * 100;
  const limit = service.replicas[0]?.limits[part === 'cpu' ? 'cpus' : 'memoryBytes'];
  const more: readonly (Remedy | undefined)[] = [
    limitsOf(seen.runbook, service.name) ? scaleTo(seen, presentCount(service) + 1) : undefined,
    limit === undefined ? undefined : { remedy: 'raise-limit', of: 'container', part, from: limit, to: 2 * limit },
    explain(seen),
  ];
  return causeOf({ cause: 'limit-reached', part, percent }, 'likely', {
    replicas: [],
    evidence: [usedEvidence(titleOf(seen.runbook, service.name), { part, share })],
    remedies: more.filter((remedy) => remedy !== undefined),
  });
}

const usedEvidence = (title: string, { part, share }: Share) =>
  evidence('use', part === 'cpu' ? 'cpu-used' : 'memory-used', title, {
    value: share * 100,
    unit: 'percent',
    bound: fullShare[part] * 100,
  });

/** The fullest of the other services; that the one that was scaled has little to do says it twice. */
function elsewhere(seen: Observations): readonly Cause[] {
  const [fullest] = seen.stack.services
    .filter(({ id }) => id !== seen.service.id)
    .flatMap((service) => {
      const full = fullOf(sharesOf(service, seen));
      return full ? [{ service, full }] : [];
    })
    .sort((a, b) => b.full.share - a.full.share || (a.service.name < b.service.name ? -1 : 1));
  if (!fullest) return [];
  const { service, full } = fullest;
  const title = titleOf(seen.runbook, service.name);
  const own = sharesOf(seen.service, seen);
  const isIdleHere = own.length > 0 && own.every(({ share }) => share < idleShare) && scaledUp(seen).length > 0;
  const finding = { cause: 'bottleneck-elsewhere', service: service.name, title, isIdleHere } as const;
  return [
    causeOf({ ...finding, part: full.part, percent: full.share * 100 }, 'likely', {
      replicas: [],
      evidence: [
        usedEvidence(title, full),
        ...(isIdleHere
          ? own.map((share) => ({
              ...usedEvidence(titleOf(seen.runbook, seen.service.name), share),
              verdict: 'pass' as const,
            }))
          : []),
      ],
      remedies: [
        ...(runbookService(seen.runbook, service.name)
          ? [{ remedy: 'explain', service: service.name, title } as const]
          : []),
        { remedy: 'diagnose', service: service.name, title },
      ],
    }),
  ];
}
