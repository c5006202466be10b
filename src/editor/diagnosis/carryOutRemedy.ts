import * as vscode from 'vscode';
import type { DockerContext } from '../../core/connection/dockerContext.js';
import { preparedCommand } from '../../core/diagnosis/preparedCommand.js';
import type { Remedy } from '../../core/diagnosis/remedy.js';
import type { Stack } from '../../core/stack/stack.js';
import { openComposeFile } from '../commands/remedy/openComposeFile.js';
import type { CommandId } from '../ids.js';
import { prefillTerminal } from '../terminals/prefillTerminal.js';

/** Begins what a person chose: each by a command of ours, which shows its plan first where it changes anything. */
export async function carryOutRemedy(remedy: Remedy, stack: Stack, context: DockerContext | undefined): Promise<void> {
  const call = (command: CommandId, more: object): Thenable<unknown> =>
    vscode.commands.executeCommand(command, { stack: stack.name, ...more });
  switch (remedy.remedy) {
    case 'scale':
      return void (await call('scalebook.scaleService', { service: remedy.service, replicas: remedy.to }));
    case 'restart':
      return void (await call('scalebook.restartService', { service: remedy.service }));
    case 'open-logs':
      return void (await call('scalebook.openLogs', { service: remedy.service }));
    case 'explain':
      return void (await call('scalebook.explainDecision', { service: remedy.service }));
    case 'diagnose':
      return void (await call('scalebook.diagnoseService', { service: remedy.service }));
    case 'raise-connections':
      return void (await call('scalebook.raiseConnections', { connections: remedy.to }));
    case 'inspect':
      return void (await vscode.commands.executeCommand('scalebook.inspect' satisfies CommandId, remedy.replicaId));
    case 'open-compose-file':
      return openComposeFile(stack);
    case 'pull-image':
    case 'clean-up': {
      const command = preparedCommand(remedy);
      if (command !== undefined) prefillTerminal(command, context);
      return;
    }
    case 'smaller-pool':
    case 'raise-limit':
    case 'wait':
      return;
  }
}
