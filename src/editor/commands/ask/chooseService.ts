import * as vscode from 'vscode';
import type { ServiceStatus } from '../../../core/policy/serviceStatus.js';
import type { StackStatus } from '../../../core/policy/stackStatus.js';
import { stackStatuses } from '../../../core/policy/stackStatus.js';
import { limitsOf, titleOf, type Runbook } from '../../../core/runbook/runbook.js';
import type { LiveState } from '../../../core/live/liveState.js';
import type { Service, Stack } from '../../../core/stack/stack.js';
import { count } from '../../../view/figures.js';
import { oneLine } from '../../../view/markdown.js';
import { workspaceFocus } from '../../workspaceFocus.js';
import { recommendedWords } from '../../../view/words/policy/decisionWords.js';
import { serviceSummary } from '../../../view/rows/serviceRow.js';
import { tellWithWays } from '../../tellWithWays.js';

export interface ChosenService {
  readonly stack: Stack;
  readonly runbook: Runbook;
  readonly service: Service;
}

interface ServiceItem extends vscode.QuickPickItem {
  readonly chosen?: ChosenService;
}

/** Asks which service, with live counts and load beside each. */
export async function chooseService(
  state: LiveState,
  title: string,
  only: { readonly stack?: string | undefined; readonly scalable: boolean },
): Promise<ChosenService | undefined> {
  const stacks = stackStatuses(state, Date.now(), workspaceFocus()).filter(
    ({ stack }) => only.stack === undefined || stack.name === only.stack,
  );
  const items = stacks.flatMap((status) => itemsOf(status, only.scalable, stacks.length > 1));
  if (items.length === 0) {
    const none = 'This engine runs no Compose stack with a service to choose. Start one, or choose another context.';
    tellWithWays('information', only.stack === undefined ? none : noStack(only.stack), [
      'Choose Context',
      'Open Sidebar',
    ]);
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Which service?',
    matchOnDescription: true,
  });
  return picked?.chosen;
}

function itemsOf({ stack, runbook, named, others }: StackStatus, scalable: boolean, headed: boolean): ServiceItem[] {
  const all = [...named, ...others].filter(({ service }) => !scalable || limitsOf(runbook, service.name));
  // What has something to do comes first; the others keep their order.
  const isAdvised = ({ decision }: ServiceStatus): boolean => scalable && decision?.recommendation !== undefined;
  const items = [...all.filter(isAdvised), ...all.filter((status) => !isAdvised(status))].map((status): ServiceItem => {
    const { service, decision } = status;
    const advice = isAdvised(status) && decision?.recommendation ? recommendedWords(decision.recommendation) : '';
    const description = [advice, serviceSummary(status, runbook)].filter(Boolean).join(' · ');
    return { label: oneLine(titleOf(runbook, service.name)), description, chosen: { stack, runbook, service } };
  });
  if (!headed || items.length === 0) return items;
  return [{ label: oneLine(stack.name), kind: vscode.QuickPickItemKind.Separator }, ...items];
}

/** The one stack of the window's folders, or the only one there is; asks where there are several. */
export async function chooseStack(state: LiveState, title: string, name?: string): Promise<Stack | undefined> {
  const statuses = stackStatuses(state, Date.now(), workspaceFocus()).filter(
    ({ stack }) => name === undefined || stack.name === name,
  );
  const inFocus = statuses.filter((status) => status.inFocus);
  const stacks = (inFocus.length === 1 ? inFocus : statuses).map((status) => status.stack);
  if (stacks.length < 2) {
    if (!stacks[0]) tellWithWays('information', noStack(name), ['Choose Context', 'Open Sidebar']);
    return stacks[0];
  }
  const items = stacks.map((stack) => ({
    label: oneLine(stack.name),
    description: count(stack.services.length, 'service'),
    stack,
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: 'Which stack?' }))?.stack;
}

const noStack = (name: string | undefined): string =>
  name === undefined
    ? 'This engine runs no Compose stack. Start one, or choose another context.'
    : `This engine runs no stack ${oneLine(name)}. Nothing was done; check the name against the sidebar.`;
