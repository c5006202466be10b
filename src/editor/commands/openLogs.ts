import * as vscode from 'vscode';
import { logTerminal } from '../terminals/logTerminal.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { lookAtServices } from './lookAtServices.js';
import { isReachable } from '../../core/stack/stack.js';
import { distinctServices } from './arguments/resolveServices.js';
import { tellElsewhere } from './operation/tellElsewhere.js';

/** *Open Logs*: follows all replicas of a service, or the one whose row was meant, in one terminal. */
export const openLogs = (services: Pick<CommandServices, 'session' | 'store'>): CommandHandler =>
  lookAtServices(services, 'Open Logs', (targets) => {
    for (const { stack, service } of distinctServices(targets)) {
      const meant = targets.flatMap((target) =>
        target.service.id === service.id && target.replica ? [target.replica] : [],
      );
      const replicas = (meant.length > 0 ? meant : service.replicas).filter(isReachable);
      if (replicas.length === 0 && service.swarm) {
        tellElsewhere(service.swarm, 'service logs');
        continue;
      }
      vscode.window
        .createTerminal(logTerminal(services.session, services.store, stack.name, service.name, replicas))
        .show();
    }
    return Promise.resolve();
  });
