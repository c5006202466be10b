import * as vscode from 'vscode';
import { isReachable } from '../../core/stack/stack.js';
import { shortName } from '../../view/words/names.js';
import { refuseUntrusted } from '../refuseUntrusted.js';
import { shellTerminal } from '../terminals/shellTerminal.js';
import { chooseReplica } from './ask/chooseReplica.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { lookAtServices } from './lookAtServices.js';
import { calling } from '../calling.js';
import { tell } from '../tell.js';
import { tellElsewhere } from './operation/tellElsewhere.js';

/** *Open Shell*: inside one replica. */
export const openShell = (services: Pick<CommandServices, 'session' | 'store'>): CommandHandler =>
  lookAtServices(services, 'Open Shell', async ([target]) => {
    const replica = target && (await chooseReplica(target, services.store.state, 'Open Shell'));
    if (!target || !replica) return;
    const name = shortName(replica.name, target.stack.name);
    if (!vscode.workspace.isTrusted) {
      refuseUntrusted('No shell was opened; trust the workspace first.');
    } else if (target.service.swarm && !isReachable(replica)) {
      tellElsewhere(target.service.swarm, 'service ps');
    } else if (replica.state === 'running') {
      vscode.window.createTerminal(shellTerminal(services.session, replica.containerId, name)).show();
    } else {
      tell(
        'error',
        `${name} is not running, so there is nothing to open a shell in. Start it first, or choose another replica.`,
        {
          'Open Logs': calling('scalebook.openLogs', replica.id),
          'Choose Replica…': calling('scalebook.openShell', target.service.id),
        },
      );
    }
  });
