import * as vscode from 'vscode';
import type { DockerContext } from '../../../core/connection/dockerContext.js';
import { canOverride } from '../../../core/operation/plan/overrides.js';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import { planCommand } from '../../../core/operation/plan/planCommand.js';
import type { OperationPolicy } from '../../../core/runbook/operationPolicy.js';
import type { Remedy } from '../../../core/scaling/guards/remedy.js';
import type { Stack } from '../../../core/stack/stack.js';
import type { TeamOffer } from '../../../core/team/teamOffer.js';
import { planSheet, type PlanSheet, type SheetLine } from '../../../view/planSheet.js';
import { chooseRemedy } from '../remedy/chooseRemedy.js';
import { copyCommand } from '../copyCommand.js';
import { RemedyButton } from '../remedy/remedyButton.js';

/** What a person made of a plan. */
export interface ReviewAnswer {
  readonly answer: 'start' | 'leave' | 'pace' | 'override' | Remedy;
  /** Whether the team is to be told; undefined where that was not for the person to say. */
  readonly tell: boolean | undefined;
}

interface SheetItem extends vscode.QuickPickItem {
  readonly line: SheetLine;
}

/**
 * Shows what will be done and waits for a decision.
 *
 * @param context the plan's; undefined where it is not the chosen one any more
 */
export async function reviewOperation(
  plan: OperationPlan,
  stack: Stack,
  context: DockerContext | undefined,
  offer: TeamOffer | undefined,
  follows: OperationPolicy,
): Promise<ReviewAnswer> {
  const command = planCommand(plan, stack, context);
  const hasFile = stack.services.some(({ origin }) => (origin?.configFiles.length ?? 0) > 0);
  let team = offer;
  const draw = (): PlanSheet =>
    planSheet(plan, { command, context, canOverride: canOverride(plan), team, follows, hasFile, now: Date.now() });
  const flipTeam = (): void => void (team = team && { ...team, tell: !team.tell });
  const named = plan.services.length > 1;
  for (let on = ''; ;) {
    const shown = await showSheet(draw, named, command, flipTeam, on);
    const tell = team?.canChoose ? team.tell : undefined;
    if (!('ways' in shown)) return { answer: shown.answer, tell };
    const remedy = await chooseRemedy(shown.finding, shown.ways, named);
    if (remedy) return { answer: remedy, tell };
    on = shown.label;
  }
}

type Shown =
  | { readonly answer: ReviewAnswer['answer'] }
  /** A check whose ways out are to be chosen from. */
  | { readonly ways: readonly Remedy[]; readonly finding: string; readonly label: string };

/** @param on the label of the line that the focus begins on; empty for the first */
function showSheet(
  draw: () => PlanSheet,
  named: boolean,
  command: string,
  flipTeam: () => void,
  on: string,
): Promise<Shown> {
  const sheet = draw();
  const pick = vscode.window.createQuickPick<SheetItem>();
  pick.title = sheet.title;
  pick.placeholder = sheet.placeholder;
  pick.ignoreFocusOut = true;
  const show = (lines: readonly SheetLine[], active: (line: SheetLine) => boolean): void => {
    pick.items = lines.map((line) => itemOf(line, named));
    const found = pick.items.filter(({ line }) => active(line));
    if (found.length > 0) pick.activeItems = found.slice(0, 1);
  };
  show(sheet.lines, ({ kind, label }) => kind !== 'separator' && label === on);
  return new Promise((resolve) => {
    let shown: Shown = { answer: 'leave' };
    pick.onDidAccept(() => {
      const line = pick.activeItems[0]?.line;
      if (!line || line.kind === 'separator') return;
      const { kind, remedies, label, detail } = line;
      if (kind === 'copy-command') void copyCommand(command);
      if (kind === 'team') {
        flipTeam();
        show(draw().lines, (other) => other.kind === 'team');
      }
      if (kind === 'start' || kind === 'pace' || kind === 'override') shown = { answer: kind };
      else if (remedies.length > 0)
        shown = { ways: remedies, finding: kind === 'blocked' ? detail : withoutIcon(label), label };
      else return;
      pick.hide();
    });
    pick.onDidTriggerItemButton(({ button }) => {
      if (!(button instanceof RemedyButton)) return;
      shown = { answer: button.remedy };
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(shown);
    });
    pick.show();
  });
}

const withoutIcon = (label: string): string => label.replace(/^\$\([\w-]+\) /, '');

function itemOf(line: SheetLine, named: boolean): SheetItem {
  if (line.kind === 'separator') return { label: line.label, kind: vscode.QuickPickItemKind.Separator, line };
  const { label, description, detail, remedies } = line;
  const buttons = remedies.map((remedy) => new RemedyButton(remedy, named));
  // Typing must not hide parts of the plan.
  return { label, description, ...(detail ? { detail } : {}), buttons, alwaysShow: true, line };
}
