import * as vscode from 'vscode';
import { list } from '../../view/figures.js';
import { oneLine } from '../../view/markdown.js';
import { titleOf } from '../../core/runbook/runbook.js';
import { changeServices, type ChangeServices } from './changeServices.js';
import type { CommandHandler } from './commandServices.js';
import { distinctServices } from './resolveServices.js';

/** *Scale as Recommended*: the plan for what the runbook's rules ask for now; a restart first where the runbook says so. */
export const scaleAsRecommended = (services: ChangeServices): CommandHandler =>
  changeServices(services, 'Scale as Recommended', async (targets, _args, signal) => {
    const chosen = distinctServices(targets).map((target) => ({
      ...target,
      recommendation: services.store.state.policies.get(target.service.id)?.decision.recommendation,
    }));
    const todo = chosen.flatMap(({ recommendation, ...target }) =>
      recommendation ? [{ ...target, recommendation }] : [],
    );
    if (todo.length === 0) {
      const titles = list(chosen.map(({ runbook, service }) => oneLine(titleOf(runbook, service.name))));
      void vscode.window.showInformationMessage(
        `Nothing is recommended for ${titles} now. Nothing was changed; Explain Decision says why.`,
      );
      return undefined;
    }
    return Promise.all(
      todo.map(({ stack, service, recommendation }) =>
        recommendation.restartFirst
          ? services.planner.restart(stack.id, service.name, undefined, signal)
          : services.planner.scale(stack.id, service.name, recommendation.target, signal),
      ),
    );
  });
