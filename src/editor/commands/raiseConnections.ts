import * as vscode from 'vscode';
import type { LiveState } from '../../core/live/liveState.js';
import type { ServiceCounts } from '../../core/operation/plan/operationPlan.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import type { Runbook } from '../../core/runbook/runbook.js';
import { connectionsNeed, enoughFor } from '../../core/scaling/connections/connectionsNeeded.js';
import { limitProblem, type LimitGround, type LimitProblem } from '../../core/scaling/connections/limitProblem.js';
import { countedReplicas, findStack, type Stack } from '../../core/stack/stack.js';
import { oneLine } from '../../view/markdown.js';
import { limitMeaning } from '../../view/words/limits/limitMeaning.js';
import { limitProblemText } from '../../view/words/limits/limitProblemWords.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { onStack } from './arguments/onStack.js';
import type { OperationServices } from './operation/operationServices.js';
import { ownArgument } from './arguments/ownArgument.js';
import { refuseLimit } from './operation/refuseLimit.js';
import { startOperation } from './operation/startOperation.js';
import { badArgument } from '../../view/words/badArgument.js';

const askMs = 20_000;

/** *Raise Database Connections*: to which limit, with what it is enough for, then the plan. Takes `{ "connections": 550 }`. */
export const raiseConnections =
  (services: OperationServices & Pick<CommandServices, 'runbooks'>): CommandHandler =>
  (...args) => {
    const { own, others } = ownArgument(args, 'connections');
    if (own !== undefined && !(typeof own === 'number' && Number.isSafeInteger(own) && own > 0))
      return void vscode.window.showErrorMessage(badArgument('"connections" must be a whole number'));
    return onStack(services, 'Raise Database Connections', async ({ id: stackId }) => {
      await (await services.runbooks()).readNow();
      const connections = own ?? (await ask(services, stackId));
      if (connections !== undefined)
        await startOperation(services, { kind: 'connections', stackId, counts: {}, connections });
    })(...others);
  };

async function ask(services: OperationServices, stackId: string): Promise<number | undefined> {
  const { store } = services;
  const stack = findStack(store.state.snapshot ?? { stacks: [] }, stackId);
  if (!stack) return undefined;
  const runbook = runbookFor(stack, store.state.runbooks);
  // Not waited for: whoever waits for an answer keeps the connection.
  const refuse = (problem: LimitProblem): void => void refuseLimit(services, problem, stack, runbook.postgres?.service);
  const { limits } = await services.operations();
  const ground = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Scalebook: asking the database' },
    () => limits.read(stackId, AbortSignal.timeout(askMs)),
  );
  if (!ground.ok) return void refuse(ground.error);
  // What stands in the way of any limit is better said before one is typed.
  const always = limitProblem(ground.value, ground.value.now.limit);
  if (always && always.problem !== 'in-use') return void refuse(always);
  return askLimit(runbook, ground.value, wantedCounts(stack, runbook, store.state));
}

async function askLimit(runbook: Runbook, ground: LimitGround, counts: ServiceCounts): Promise<number | undefined> {
  const { limit, foreign } = ground.now;
  const need = connectionsNeed(runbook, counts, foreign);
  const database = runbook.postgres?.service ?? '';
  const answer = await vscode.window.showInputBox({
    title: `Raise Database Connections of ${oneLine(database)}`,
    prompt: 'The database restarts, and only it: open connections are cut',
    value: String(Math.max(limit, need?.limit ?? 0)),
    validateInput: (text) => {
      if (!/^\s*\d{1,7}\s*$/.test(text)) return 'Type a whole number, such as 550';
      const wanted = Number(text);
      const problem = wanted === limit ? undefined : limitProblem(ground, wanted);
      if (problem) return limitProblemText(problem);
      const enough = need && enoughFor(runbook, need.service, wanted, foreign);
      return { message: limitMeaning(limit, enough, need), severity: vscode.InputBoxValidationSeverity.Info };
    },
  });
  return answer === undefined ? undefined : Number(answer);
}

/** What the rules recommend, or what runs, of each service. */
function wantedCounts(stack: Stack, runbook: Runbook, { policies }: LiveState): ServiceCounts {
  return Object.fromEntries(
    runbook.services.flatMap(({ name }) => {
      const service = stack.services.find((other) => other.name === name);
      if (!service) return [];
      const present = countedReplicas(service).length;
      return [[name, Math.max(present, policies.get(service.id)?.decision.recommendation?.target ?? 0)]];
    }),
  );
}
