import { isReachable } from '../../core/stack/stack.js';
import { shortName } from '../../view/words/names.js';
import { chooseReplica } from './ask/chooseReplica.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { lookAtServices } from './lookAtServices.js';
import { calling } from '../calling.js';
import { tellPlanFailure } from '../tellPlanFailure.js';
import { tellElsewhere } from './operation/tellElsewhere.js';

/** *Inspect Container*: the engine's whole answer about one replica, in a read-only editor. */
export const inspect = (services: Pick<CommandServices, 'session' | 'store' | 'pages'>): CommandHandler =>
  lookAtServices(services, 'Inspect Container', async ([target]) => {
    const replica = target && (await chooseReplica(target, services.store.state, 'Inspect Container'));
    const connection = services.session.current?.connection;
    if (!target || !replica || !connection) return;
    if (target.service.swarm && !isReachable(replica)) return void tellElsewhere(target.service.swarm, 'service ps');
    const answer = await connection.inspectJson(replica.containerId, AbortSignal.timeout(10_000));
    if (answer.ok) await services.pages.openJson(shortName(replica.name, target.stack.name), answer.value);
    else tellPlanFailure({ reason: 'engine', failure: answer.error }, calling('scalebook.inspect', replica.id));
  });
