import type { Operation } from '../operation/operation.js';
import type { Signal } from '../policy/signal.js';
import type { Runbook } from '../runbook/runbook.js';
import type { MeanUse } from '../scaling/guards/replicaNeeds.js';
import type { HostRoom } from '../scaling/hostRoom.js';
import type { Service, Stack } from '../stack/stack.js';
import type { Check, CheckProblem } from '../verification/check.js';
import type { Result } from '../../util/result.js';
import type { BalancerSeen } from './balancerSeen.js';
import type { ContainerDetails, ContainerEnd } from './containerDetails.js';
import type { DatabaseActivity, DatabaseSeen } from './databaseSeen.js';
import type { DiskUse } from './diskUse.js';
import type { RedisSeen } from './redisSeen.js';

/** What was seen of one part; or why it could not be looked at. Undefined where there is nothing of the kind to look at. */
export type Seen<T> = Result<T, CheckProblem> | undefined;

/** All that a diagnosis is made of, as of one moment. Nothing here is zero or empty for want of knowing. */
export interface Observations {
  readonly stack: Stack;
  readonly runbook: Runbook;
  readonly service: Service;
  /** Wall time, ms. */
  readonly now: number;
  /** What the engine's own clock shows, wall time in ms: what it tells a time of is as old as that says. */
  readonly engineNow: number;
  /** Containers that publish ports, of any stack of the engine: who holds which. */
  readonly holders: readonly { readonly name: string; readonly port: number }[];
  /** By container id; the service's own, and those of the stack's other services. */
  readonly containers: Seen<ReadonlyMap<string, ContainerDetails>>;
  /** The service's own, oldest first. */
  readonly ends: Seen<readonly ContainerEnd[]>;
  /** What was said lately, or before its end, by container id; the service's own. Lines are hostile. */
  readonly logs: Seen<ReadonlyMap<string, readonly string[]>>;
  /** The last one that changed the service, if it was lately. */
  readonly operation: Seen<Operation>;
  /** Checks of the service, or of the whole stack, that failed when they were told last, if that was lately. */
  readonly checks: Seen<readonly Check[]>;
  /** By service id. */
  readonly rules: Seen<ReadonlyMap<string, readonly Signal[]>>;
  /** By container id, of every replica of the stack that could be read. */
  readonly use: Seen<ReadonlyMap<string, MeanUse>>;
  readonly machine: Seen<HostRoom>;
  /** Only where the engine said that its disk is full. */
  readonly disk: Seen<DiskUse>;
  /** By name: the image that it stands for; undefined where it stands for none. */
  readonly images: Seen<ReadonlyMap<string, string | undefined>>;
  readonly balancer: Seen<BalancerSeen>;
  readonly database: Seen<DatabaseSeen>;
  readonly statements: Seen<DatabaseActivity>;
  readonly redis: Seen<readonly RedisSeen[]>;
}

/** What is known of a part; undefined where it is not, or there is none. */
export const known = <T>(seen: Seen<T>): T | undefined => (seen?.ok ? seen.value : undefined);
