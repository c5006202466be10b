import * as vscode from 'vscode';
import { count } from '../../view/figures.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { lookAtServices } from './lookAtServices.js';

/** *Copy ID*: the container ids of the replicas that were meant, a line each. */
export const copyId = (services: Pick<CommandServices, 'session' | 'store'>): CommandHandler =>
  lookAtServices(services, 'Copy ID', async (targets) => {
    const ids = targets
      .flatMap(({ replica, service }) => (replica ? [replica] : service.replicas))
      .map((replica) => replica.containerId);
    await vscode.env.clipboard.writeText([...new Set(ids)].join('\n'));
    vscode.window.setStatusBarMessage(`Copied ${count(ids.length, 'container ID')}`, 3000);
  });
