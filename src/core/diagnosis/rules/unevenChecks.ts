import { causeOf, type Cause } from '../cause.js';
import { evidence } from '../evidence.js';
import { known, type Observations } from '../observations.js';
import { saying } from '../../verification/fact.js';
import { explain, openLogs } from '../subject.js';

/** Requests that were counted and are not spread alike, where neither the balancer's list nor a slow replica explains it. */
export const unevenChecks = (seen: Observations): readonly Cause[] =>
  (known(seen.checks) ?? [])
    .filter(({ kind, service }) => (kind === 'load-spread' || kind === 'no-sticky') && service === seen.service.name)
    .slice(0, 1)
    .map((check) =>
      causeOf({ cause: 'spread-uneven' }, 'likely', {
        replicas: [],
        evidence: [
          evidence('checks', 'check', check.title),
          ...check.facts
            .filter(({ verdict, value }) => verdict !== 'unknown' && value !== undefined)
            .slice(0, 5)
            .map((fact) => ({ ...evidence('checks', 'share-of-requests', fact.of, fact), said: saying(fact.said) })),
        ],
        remedies: [openLogs(seen), explain(seen)],
      }),
    );
