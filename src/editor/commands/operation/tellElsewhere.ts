import { shellLine } from '../../../core/scaling/commandLine.js';
import type { SwarmService } from '../../../core/stack/swarm.js';
import { elsewhereText } from '../../../view/words/swarmWords.js';
import { tell } from '../../tell.js';
import { copyCommand } from '../copyCommand.js';
import { calling } from '../../calling.js';

/** Says that a task's container is out of reach, with the ways to it. */
export function tellElsewhere(service: SwarmService, command: 'service logs' | 'service ps'): void {
  const line = shellLine([['docker', ...command.split(' '), '--', service.fullName]]);
  tell('information', elsewhereText(service, command), {
    'Copy the Command': () => copyCommand(line),
    'Choose Context': calling('scalebook.selectContext'),
  });
}
