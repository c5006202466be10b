import type { DatabaseConnections } from '../../policy/connectionsOf.js';
import type { Refusal } from '../../policy/decision.js';
import type { Runbook } from '../../runbook/runbook.js';
import type { Service, Stack } from '../../stack/stack.js';
import type { Result } from '../../../util/result.js';
import type { HostRoom } from '../hostRoom.js';
import type { Drift } from './driftGuard.js';
import type { GuardedChange } from './guardedChange.js';
import type { MeanUse } from './replicaNeeds.js';

/** All that guards of an operation look at, as of one moment. */
export interface GuardFacts {
  /** The Docker context's name. */
  readonly context: string;
  /** Names of contexts, in which `*` stands for any characters. */
  readonly protectedContexts: readonly string[];
  readonly stack: Stack;
  readonly runbook: Runbook;
  readonly changes: readonly GuardedChange[];
  readonly host: HostRoom;
  /** By Compose name, for every service of the stack. */
  readonly use: ReadonlyMap<string, MeanUse>;
  /** By Compose name, for services that change. */
  readonly services: ReadonlyMap<string, ServiceFacts>;
  /** What the database says, or why it does not; undefined where no service that goes up opens connections to one. */
  readonly database: Result<DatabaseConnections, string> | undefined;
  /** Wall time, ms. */
  readonly now: number;
}

export interface ServiceFacts {
  /** As it runs now; undefined where none of it does. */
  readonly service: Service | undefined;
  readonly held: Held | undefined;
  /** Of the replica that new ones are copied from; undefined where there is none, or the engine did not tell in time. */
  readonly footprint: Footprint | undefined;
  readonly drift: Drift | undefined;
  /** What the rules have against fewer; undefined where they have not looked lately. */
  readonly refusals: readonly Refusal[] | undefined;
}

/** Somebody is changing the service. */
export interface Held {
  /** Such as another window's folder; empty where it is this window. */
  readonly holder: string;
  /** The operation's id, where it is one of this window. */
  readonly operation: string | undefined;
}

/** What the engine says of one container beside its state. */
export interface Footprint {
  /** Its writable layer. */
  readonly layerBytes: number | undefined;
  /** Cores that it was made with, which the engine compares with what the machine has; undefined without such a limit. */
  readonly requestedCpus: number | undefined;
}
