import type { OperationDraft } from '../../core/operation/plan/operationDraft.js';
import type { OperationRequest } from '../../core/operation/plan/operationRequest.js';
import { isEmpty, type ServicePlan } from '../../core/scaling/plan.js';
import type { GuardedChange } from '../../core/scaling/guards/guardedChange.js';
import { operationGuards } from '../../core/scaling/guards/operationGuards.js';
import { fewerFirst, needsRoomFirst } from '../../core/scaling/guards/roomFirst.js';
import type { EngineConnection } from '../ports.js';
import type { LimitFindings } from './connections/lookAtLimit.js';
import type { GuardReader } from './guardFacts.js';
import type { GuardFindings, OperationGuards } from './operationGuards.js';

/** Guards by what the engine, its machine, the database and the rules say at this moment. */
export class LiveGuards implements OperationGuards {
  constructor(
    private readonly reader: Pick<GuardReader, 'read'>,
    private readonly limitOf: LimitLook,
  ) {}

  async look(draft: OperationDraft, connection: EngineConnection, signal: AbortSignal): Promise<GuardFindings> {
    const { stack, runbook, request } = draft;
    const [read, limit] = await Promise.all([
      this.reader.read(stack, runbook, changesOf(draft), connection, signal),
      bringsLimit(request) ? this.limitOf(draft, connection, signal) : noLimit,
    ]);
    const { kind, refersTo } = request;
    if (limit.stage?.putsBack) {
      // Nothing else is done, and so nothing else stands in its way.
      const rest = operationGuards({ ...read, changes: [] }, { kind, refersTo });
      return { guards: [...limit.guards, ...rest], roomFirst: false, connections: limit.stage };
    }
    const roomFirst = request.roomFirst === true || needsRoomFirst(read);
    const facts = roomFirst ? fewerFirst(read) : read;
    const planned = limit.stage ? { connections: limit.stage.to } : {};
    return {
      guards: [...limit.guards, ...operationGuards(facts, { kind, refersTo, roomFirst, ...planned })],
      roomFirst,
      connections: limit.stage,
    };
  }
}

export type LimitLook = (
  draft: OperationDraft,
  connection: EngineConnection,
  signal: AbortSignal,
) => Promise<LimitFindings>;

const noLimit: LimitFindings = { stage: undefined, guards: [] };

/** A profile brings the limit that its counts need along; any other plan leaves that to the person. */
const bringsLimit = ({ kind, connections }: OperationRequest): boolean =>
  connections !== undefined || kind === 'profile';

/** A service that is restarted and scaled is one change: the restart adds nothing. */
function changesOf({ scales, restarts }: OperationDraft): readonly GuardedChange[] {
  const scaled = new Set(scales.map(({ service }) => service));
  const plans = [...restarts.filter(({ service }) => !scaled.has(service)), ...scales].filter((plan) => !isEmpty(plan));
  return plans.map((plan: ServicePlan) => ({
    ...{ service: plan.service, from: plan.from, to: plan.to, plan },
    // More before fewer, as the changes are made.
    group: plan.to < plan.from ? 1 : 0,
  }));
}
