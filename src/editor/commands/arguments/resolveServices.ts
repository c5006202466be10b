import { runbookFor } from '../../../core/runbook/bundledRunbook.js';
import type { LiveState } from '../../../core/live/liveState.js';
import type { Replica } from '../../../core/stack/replica.js';
import type { Snapshot } from '../../../core/stack/stack.js';
import type { LoadedRunbook } from '../../../core/runbook/loadedRunbook.js';
import { serviceOf, servicesInOrder } from '../../../core/runbook/servicesInOrder.js';
import { oneLine } from '../../../view/markdown.js';
import type { CommandArguments } from './commandArguments.js';
import { chooseService, type ChosenService } from '../ask/chooseService.js';
import { tellWithWays } from '../../tellWithWays.js';

/** A service that a command is about; with `replica` when only one replica of it was meant. */
export interface ServiceTarget extends ChosenService {
  readonly replica: Replica | undefined;
}

/** The services that a command was called for, asking where it was called with none. Undefined when nothing is to be done. */
export async function resolveServices(
  args: CommandArguments,
  state: LiveState,
  title: string,
  scalable: boolean,
): Promise<readonly ServiceTarget[] | undefined> {
  const snapshot = state.snapshot;
  if (!snapshot) return undefined;
  if (args.from === 'rows') {
    const targets = args.ids.flatMap((id) => targetOf(id, snapshot, state.runbooks));
    if (targets.length > 0) return targets;
    const gone = 'What was meant is no service that is there by now. Nothing was done; look at the sidebar again.';
    return void tellWithWays('warning', gone, ['Refresh', 'Open Sidebar']);
  }
  const { stack, service } = args.from === 'caller' ? args : { stack: undefined, service: undefined };
  if (service === undefined) {
    const chosen = await chooseService(state, title, { stack, scalable });
    return chosen && [{ ...chosen, replica: undefined }];
  }
  const found = snapshot.stacks
    .filter((candidate) => stack === undefined || candidate.name === stack)
    .flatMap((candidate) => {
      const runbook = runbookFor(candidate, state.runbooks);
      const match = serviceOf(candidate, runbook, service);
      return match ? [{ stack: candidate, runbook, service: match, replica: undefined }] : [];
    });
  if (found.length === 1) return found;
  const problem =
    found.length === 0
      ? `No running stack has a service ${oneLine(service)}. Nothing was done; check the name against the sidebar.`
      : `Several stacks have a service ${oneLine(service)}. Nothing was done; name the stack as well, with "stack".`;
  tellWithWays('error', problem, ['Open Sidebar']);
  return undefined;
}

/** A row's service; a replica's row stands for its service. A stack's or a group's row stands for none. */
function targetOf(rowId: string, snapshot: Snapshot, loaded: readonly LoadedRunbook[]): readonly ServiceTarget[] {
  for (const stack of snapshot.stacks) {
    const runbook = runbookFor(stack, loaded);
    const { runbook: named, others } = servicesInOrder(stack, runbook);
    for (const service of [...named, ...others]) {
      if (service.id === rowId) return [{ stack, runbook, service, replica: undefined }];
      const replica = service.replicas.find((candidate) => candidate.id === rowId);
      if (replica) return [{ stack, runbook, service, replica }];
    }
  }
  return [];
}

/** Each service once, however many of its replicas were selected. */
export function distinctServices(targets: readonly ServiceTarget[]): readonly ServiceTarget[] {
  return [...new Map(targets.map((target) => [target.service.id, target])).values()];
}
