import type { Service } from '../../stack/stack.js';
import type { Finding } from '../check.js';
import { couldNotTell } from '../finding.js';
import type { Wanted } from './wanted.js';

/** Kind `replicas-healthy`: every replica runs and, where it has a health check, is healthy. */
export function judgeReplicas(service: Service): Finding {
  return couldNotTell({ reason: 'too-few', have: service.replicas.length, needed: 1 });
}

/** Kind `count-as-wanted`. Nobody wanting a count is no pass: the suite leaves it out then. */
export function judgeCount(service: Service, wanted: Wanted, before: number | undefined): Finding {
  return couldNotTell({ reason: 'not-told-how', key: `${service.name} ${wanted.by} ${before ?? ''}` });
}
