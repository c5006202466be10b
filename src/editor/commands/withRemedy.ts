import * as vscode from 'vscode';
import type { OperationPlan } from '../../core/operation/operationPlan.js';
import type { OperationRequest } from '../../core/operation/operationRequest.js';
import type { Remedy } from '../../core/scaling/guards/remedies.js';
import type { Stack } from '../../core/stack/stack.js';
import { openComposeFile } from './openComposeFile.js';

/** The request with what a check offers to do about it; undefined where that leads away from the plan. */
export async function withRemedy(
  remedy: Remedy,
  request: OperationRequest,
  plan: OperationPlan,
  stack: Stack,
): Promise<OperationRequest | undefined> {
  // Counts that were asked for as a difference are fixed by now.
  const fixed: OperationRequest = { ...request, counts: { ...request.counts, ...plan.after }, changes: {} };
  switch (remedy.remedy) {
    case 'fit-to':
      return { ...fixed, counts: { ...fixed.counts, [remedy.service]: remedy.target } };
    case 'raise-connections':
      return { ...fixed, connections: remedy.to };
    case 'free-room': {
      const spared = Object.fromEntries(remedy.spared.map(({ service, to }) => [service, to]));
      return { ...fixed, counts: { ...fixed.counts, ...spared } };
    }
    case 'explain':
      await vscode.commands.executeCommand('scalebook.explainDecision', { stack: stack.name, service: remedy.service });
      return undefined;
    case 'open-compose-file':
      await openComposeFile(stack);
      return undefined;
    case 'wait-until':
      return undefined;
  }
}
