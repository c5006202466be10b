import * as vscode from 'vscode';
import type { OperationRequest } from '../../../core/operation/plan/operationRequest.js';
import type { LimitProblem } from '../../../core/scaling/connections/limitProblem.js';
import { problemRemedies } from '../../../core/scaling/guards/limitRemedies.js';
import type { Remedy } from '../../../core/scaling/guards/remedy.js';
import type { Stack } from '../../../core/stack/stack.js';
import { limitProblemText } from '../../../view/words/limits/limitProblemWords.js';
import { remedyTitle } from '../../../view/words/guards/remedyWords.js';
import type { CommandId } from '../../ids.js';
import { refuseUntrusted } from '../../refuseUntrusted.js';
import type { OperationServices } from './operationServices.js';
import { startOperation } from './startOperation.js';
import { withLiveStacks } from '../arguments/withLiveStacks.js';
import { withRemedy } from '../remedy/withRemedy.js';

/**
 * Says why no limit of a stack's database can be set, with what can be done about it. Ends once somebody has answered.
 *
 * @param service the database's Compose name; undefined where the runbook names none
 */
export async function refuseLimit(
  services: OperationServices,
  problem: LimitProblem,
  stack: Stack,
  service: string | undefined,
): Promise<void> {
  if (problem.problem === 'untrusted')
    return void refuseUntrusted(
      'Nothing was asked of the database, and nothing was changed; trust the workspace first.',
    );
  const now = Date.now();
  const ways = problemRemedies(problem, service).map((remedy) => ({ title: remedyTitle(remedy, now), remedy }));
  const text = `${limitProblemText(problem)}. Nothing was changed.`;
  const picked = await vscode.window.showErrorMessage(text, ...ways);
  // What is for a protected context's plan alone is none of these.
  if (picked && picked.remedy.remedy !== 'type-name') await carryOut(services, picked.remedy, stack);
}

async function carryOut(
  services: OperationServices,
  remedy: Exclude<Remedy, { remedy: 'type-name' }>,
  stack: Stack,
): Promise<void> {
  const asked: OperationRequest = { kind: 'connections', stackId: stack.id, counts: {} };
  const request = await withRemedy(remedy, asked, { after: {} }, stack, () => undefined);
  // No limit was typed yet: the database is asked anew first.
  if (request === asked)
    await vscode.commands.executeCommand('scalebook.raiseConnections' satisfies CommandId, { stack: stack.id });
  else if (request) await withLiveStacks(services, () => startOperation(services, request));
}
