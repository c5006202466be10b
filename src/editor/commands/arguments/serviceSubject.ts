import { connectedContext } from '../../../core/connection/connectionState.js';
import type { RunSubject } from '../../../core/checklist/run.js';
import { freshPolicy } from '../../../core/policy/stackStatus.js';
import { presentCount } from '../../../core/stack/stack.js';
import type { CommandServices } from '../commandServices.js';
import type { ServiceTarget } from './resolveServices.js';

/** A service as a checklist is about it; without a target the one that is recommended. */
export function serviceSubject(
  { state }: CommandServices['store'],
  { stack, service }: ServiceTarget,
  target: number | undefined,
): RunSubject {
  const recommended = freshPolicy(state, service, Date.now())?.decision.recommendation?.target;
  return {
    context: connectedContext(state.connection) ?? '',
    stackId: stack.id,
    stack: stack.name,
    service: service.name,
    from: presentCount(service),
    target: target ?? recommended,
    operation: undefined,
  };
}
