import { list } from '../../view/figures.js';
import { oneLine } from '../../view/markdown.js';
import { titleOf } from '../../core/runbook/runbook.js';
import { changeServices } from './changeServices.js';
import type { CommandHandler } from './commandServices.js';
import { distinctServices } from './arguments/resolveServices.js';
import type { OperationServices } from './operation/operationServices.js';
import { calling } from '../calling.js';
import { tell } from '../tell.js';

/** *Scale as Recommended*: the plan for what the runbook's rules ask for now; a restart first where the runbook says so. */
export const scaleAsRecommended = (services: OperationServices): CommandHandler =>
  changeServices(services, 'Scale as Recommended', (targets) => {
    const chosen = distinctServices(targets);
    const todo = chosen.flatMap(({ service }) => {
      const recommendation = services.store.state.policies.get(service.id)?.decision.recommendation;
      return recommendation ? [recommendation] : [];
    });
    if (todo.length === 0) {
      const titles = list(chosen.map(({ runbook, service }) => oneLine(titleOf(runbook, service.name))));
      tell('information', `Nothing is recommended for ${titles} now. Nothing was changed; Explain Decision says why.`, {
        'Explain Decision': calling('scalebook.explainDecision', chosen[0]?.service.id),
      });
      return Promise.resolve(undefined);
    }
    const scales = todo.filter(({ restartFirst }) => !restartFirst);
    return Promise.resolve({
      kind: 'scale',
      counts: Object.fromEntries(scales.map(({ service, target }) => [service, target])),
      restart: todo.filter(({ restartFirst }) => restartFirst).map(({ service }) => service),
    });
  });
