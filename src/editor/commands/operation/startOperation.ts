import * as vscode from 'vscode';
import type { Override } from '../../../core/operation/operation.js';
import { blockingGuards, isEmptyPlan, type OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import { namesToType } from '../../../core/operation/plan/namesToType.js';
import type { OperationRequest } from '../../../core/operation/plan/operationRequest.js';
import { runbookFor } from '../../../core/runbook/bundledRunbook.js';
import { findStack, type Stack } from '../../../core/stack/stack.js';
import { oneLine } from '../../../view/markdown.js';
import { checkText } from '../../../view/words/checkWords.js';
import { nothingToDoText } from '../../../view/words/operation/operationPlanWords.js';
import { refuseUntrusted } from '../../refuseUntrusted.js';
import type { OperationServices } from './operationServices.js';
import { confirmContext } from '../ask/confirmContext.js';
import { endIfDone } from './endIfDone.js';
import { lookAgain, type TimedPlan } from '../lookAgain.js';
import { planNow } from './planNow.js';
import { tellPlanFailure } from '../../tellPlanFailure.js';
import { remindOfPlan } from './remindOfPlan.js';
import { reviewOperation } from '../ask/reviewOperation.js';
import { runOperation } from './runOperation.js';
import { withLiveStacks } from '../arguments/withLiveStacks.js';
import { withRemedy } from '../remedy/withRemedy.js';

/** From a request to its outcome: makes the plan, shows it until a person starts it or leaves it, runs it, and says what came of it. */
export async function startOperation(services: OperationServices, first: OperationRequest): Promise<void> {
  // Somebody looks from now on: what was before is in the journal only if it has been read by then.
  const leases = services.needs.map((demand) => demand.acquire());
  try {
    await planAndRun(services, first);
  } finally {
    for (const lease of leases) lease.dispose();
  }
}

/** The same from its beginning, for whoever comes back to it: nobody may have looked since. */
const startAgain = (services: OperationServices, request: OperationRequest) => (): Promise<void> =>
  withLiveStacks(services, () => startOperation(services, request));

async function planAndRun(services: OperationServices, first: OperationRequest): Promise<void> {
  for (let request: OperationRequest | undefined = first; request;) {
    const at = Date.now();
    const again = startAgain(services, request);
    const plan = await planNow(services, request, again);
    if (!plan) return;
    const stack = findStack(services.store.state.snapshot ?? { stacks: [] }, plan.stackId);
    if (!stack) return void tellPlanFailure({ reason: 'no-stack', stack: plan.stackId }, again);
    if (isEmptyPlan(plan) && blockingGuards(plan).length === 0) {
      if (plan.kind === 'resume') await endIfDone(services, plan.refersTo);
      return void vscode.window.showInformationMessage(nothingToDoText(plan));
    }
    if (!vscode.workspace.isTrusted) {
      return void refuseUntrusted('Nothing was changed; trust the workspace to scale from it.');
    }
    request = await decide(services, stack, request, { plan, at });
  }
}

/** What the person makes of the plan: it runs, it is left, or another request takes its place. */
async function decide(
  services: OperationServices,
  stack: Stack,
  request: OperationRequest,
  timed: TimedPlan,
): Promise<OperationRequest | undefined> {
  const { plan } = timed;
  const { teller, later } = await services.operations();
  const follows = runbookFor(stack, services.store.state.runbooks).operations;
  const { connection } = services.store.state;
  const isHere = connection.phase !== 'idle' && connection.context.name === plan.context;
  const context = isHere ? connection.context : undefined;
  const answer = await reviewOperation(plan, stack, context, await teller.offer(plan), follows);
  if (answer.tell !== undefined && answer.answer !== 'leave') await teller.choose(plan, answer.tell);
  if (typeof answer.answer === 'object' && answer.answer.remedy === 'type-name')
    return begin(services, request, timed, [], answer.tell);
  if (typeof answer.answer === 'object') {
    const again = startAgain(services, request);
    return withRemedy(answer.answer, request, plan, stack, (at) => remindOfPlan(later, plan, at, again));
  }
  switch (answer.answer) {
    case 'leave':
      return undefined;
    case 'pace':
      return { ...request, pace: plan.pace === 'gradual' ? 'direct' : 'gradual' };
    case 'start':
      return begin(services, request, timed, [], answer.tell);
    case 'override': {
      const overrides = await askReason(plan);
      return overrides && begin(services, request, timed, overrides, answer.tell);
    }
  }
}

/** Ends with the same request where its plan is another one by now, and is to be seen first. */
async function begin(
  services: OperationServices,
  request: OperationRequest,
  timed: TimedPlan,
  overrides: readonly Override[],
  tell: boolean | undefined,
): Promise<OperationRequest | undefined> {
  if (!(await namesTyped(timed.plan))) return undefined;
  const again = startAgain(services, request);
  const plan = await lookAgain(services, request, timed, again);
  if (plan === 'changed') return request;
  if (!plan) return undefined;
  if (tell !== undefined) await (await services.operations()).teller.choose(plan, tell);
  await runOperation(services, plan, overrides, again);
  return undefined;
}

/** A protected context starts nothing before its name was typed. */
async function namesTyped(plan: OperationPlan): Promise<boolean> {
  for (const name of namesToType(plan)) if (!(await confirmContext(name))) return false;
  return true;
}

async function askReason(plan: OperationPlan): Promise<readonly Override[] | undefined> {
  const several = plan.services.length > 1;
  const findings = blockingGuards(plan).map((check) => checkText(check, several));
  const reason = await vscode.window.showInputBox({
    title: 'Override with a Reason',
    prompt: oneLine(findings.join(' · ')),
    placeHolder: 'Why it is right to go on all the same; kept in the journal',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim().length < 3 ? 'A reason is needed' : undefined),
  });
  return reason === undefined ? undefined : findings.map((guard) => ({ guard, reason: reason.trim().slice(0, 500) }));
}
