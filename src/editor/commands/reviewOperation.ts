import * as vscode from 'vscode';
import { canOverride } from '../../core/operation/overrides.js';
import type { OperationPlan } from '../../core/operation/operationPlan.js';
import { composeScaleCommands, restartCommand, shellLine } from '../../core/scaling/commandLine.js';
import { remediesOf, type Remedy } from '../../core/scaling/guards/remedies.js';
import type { Stack } from '../../core/stack/stack.js';
import type { TeamOffer } from '../../core/team/teamOffer.js';
import { remedyTitle } from '../../view/words/remedyWords.js';
import { planSheet, type PlanSheet, type SheetLine } from '../../view/planSheet.js';

/** What a person made of a plan. */
export interface ReviewAnswer {
  readonly answer: 'start' | 'leave' | 'pace' | 'override' | Remedy;
  /** Whether the team is to be told; undefined where that was not for the person to say. */
  readonly tell: boolean | undefined;
}

interface SheetItem extends vscode.QuickPickItem {
  readonly line: SheetLine;
}

/** Shows what will be done and waits for a decision. */
export function reviewOperation(
  plan: OperationPlan,
  stack: Stack,
  offer: TeamOffer | undefined,
): Promise<ReviewAnswer> {
  const command = commandOf(plan, stack);
  let team = offer;
  const draw = (): PlanSheet => planSheet(plan, command, canOverride(plan), team);
  const sheet = draw();
  const pick = vscode.window.createQuickPick<SheetItem>();
  pick.title = sheet.title;
  pick.placeholder = sheet.placeholder;
  pick.ignoreFocusOut = true;
  const toItem = (line: SheetLine): SheetItem => itemOf(line, plan);
  pick.items = sheet.lines.map(toItem);
  return new Promise((resolve) => {
    let answer: ReviewAnswer['answer'] = 'leave';
    pick.onDidAccept(() => {
      const kind = pick.activeItems[0]?.line.kind;
      if (kind === 'copy-command') void copy(command);
      if (kind === 'team' && team) {
        team = { ...team, tell: !team.tell };
        pick.items = draw().lines.map(toItem);
        pick.activeItems = pick.items.filter(({ line }) => line.kind === 'team');
      }
      if (kind !== 'start' && kind !== 'pace' && kind !== 'override') return;
      answer = kind;
      pick.hide();
    });
    pick.onDidTriggerItemButton(({ button }) => {
      if (!(button instanceof RemedyButton)) return;
      answer = button.remedy;
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve({ answer, tell: team?.canChoose ? team.tell : undefined });
    });
    pick.show();
  });
}

/** What a check offers to do about it. */
class RemedyButton implements vscode.QuickInputButton {
  readonly iconPath: vscode.ThemeIcon;
  readonly tooltip: string;

  constructor(
    readonly remedy: Remedy,
    named: boolean,
  ) {
    this.iconPath = new vscode.ThemeIcon(remedyIcons[remedy.remedy]);
    this.tooltip = remedyTitle(remedy, Date.now(), named);
  }
}

const remedyIcons = {
  'fit-to': 'symbol-ruler',
  'raise-connections': 'database',
  'free-room': 'arrow-swap',
  explain: 'question',
  'open-compose-file': 'go-to-file',
  'wait-until': 'watch',
} as const satisfies Record<Remedy['remedy'], string>;

/** The same on the command line, where one could do it; a limit of connections has no such line. */
function commandOf(plan: OperationPlan, stack: Stack): string {
  if (plan.stages.some(({ stage }) => stage === 'set-connections')) return '';
  const scales = plan.services.filter(({ kind }) => kind === 'scale');
  const restarts = plan.services.filter(({ kind }) => kind === 'restart');
  return shellLine([...restarts.map(restartCommand), ...composeScaleCommands(stack, scales)]);
}

async function copy(command: string): Promise<void> {
  await vscode.env.clipboard.writeText(command);
  vscode.window.setStatusBarMessage('Command copied', 3000);
}

function itemOf(line: SheetLine, plan: OperationPlan): SheetItem {
  if (line.kind === 'separator') return { label: line.label, kind: vscode.QuickPickItemKind.Separator, line };
  const { label, description, detail, check } = line;
  const about = plan.services.find(({ title }) => title === check?.title);
  const remedies = check ? remediesOf(check.guard, about) : [];
  // When time alone will do, there is nothing to press.
  const buttons = remedies
    .filter(({ remedy }) => remedy !== 'wait-until')
    .map((remedy) => new RemedyButton(remedy, plan.services.length > 1));
  // Typing must not hide parts of the plan.
  return { label, description, ...(detail ? { detail } : {}), buttons, alwaysShow: true, line };
}
