import * as vscode from 'vscode';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import type { OperationRequest } from '../../../core/operation/plan/operationRequest.js';
import { shellLine } from '../../../core/scaling/commandLine.js';
import type { Remedy } from '../../../core/scaling/guards/remedy.js';
import type { Stack } from '../../../core/stack/stack.js';
import type { CommandId } from '../../ids.js';
import { showHistory } from '../../showHistory.js';
import { copyCommand } from '../copyCommand.js';
import { openComposeFile } from './openComposeFile.js';
import { useAutoScaler } from './useAutoScaler.js';

/**
 * The request with what a check offers to do about it; undefined where that leads away from the plan.
 *
 * @param remind asks to be told at a time, wall time in ms
 */
export async function withRemedy(
  remedy: Exclude<Remedy, { remedy: 'type-name' }>,
  request: OperationRequest,
  plan: Pick<OperationPlan, 'after'>,
  stack: Stack,
  remind: (at: number) => void,
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
      return { ...fixed, counts: { ...fixed.counts, ...spared }, roomFirst: true };
    }
    case 'restart':
      return { kind: 'restart', stackId: request.stackId, counts: {}, restart: [remedy.service] };
    case 'scale-first':
      return { kind: 'scale', stackId: request.stackId, counts: { [remedy.service]: remedy.target } };
    case 'auto-scaler':
      await useAutoScaler();
      return request;
    case 'look-again':
      return request;
    case 'copy-command':
      await copyCommand(shellLine(remedy.commands));
      return request;
    case 'wait-until':
      remind(remedy.at);
      return undefined;
    case 'explain':
    case 'open-logs':
    case 'open-compose-file':
    case 'open-runbook':
    case 'show-history':
      await lookAt(remedy, stack);
      return undefined;
  }
}

/** What only shows something. */
async function lookAt(
  remedy: Extract<Remedy, { remedy: 'explain' | 'open-logs' | 'open-compose-file' | 'open-runbook' | 'show-history' }>,
  stack: Stack,
): Promise<void> {
  switch (remedy.remedy) {
    case 'explain':
      return run('scalebook.explainDecision', { stack: stack.name, service: remedy.service });
    case 'open-logs':
      return run('scalebook.openLogs', { stack: stack.name, service: remedy.service });
    case 'open-runbook':
      return run('scalebook.openRunbook', { stack: stack.name });
    case 'show-history':
      return void (await showHistory());
    case 'open-compose-file':
      return openComposeFile(stack);
  }
}

async function run(command: CommandId, args: object): Promise<void> {
  await vscode.commands.executeCommand(command, args);
}
