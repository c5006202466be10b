import { isDemo } from '../core/demo/demoContext.js';
import { allGuards, blockingGuards, type OperationPlan, type PlannedGuard } from '../core/operation/operationPlan.js';
import type { Verdict } from '../core/scaling/guards/guard.js';
import { count, duration } from './figures.js';
import type { TeamOffer } from '../core/team/teamOffer.js';
import { oneLine } from './markdown.js';
import { webhookTitles } from './words/webhookWords.js';
import { operationPlanTitle, operationVerb } from './words/operationPlanWords.js';
import { guardText } from './words/guardWords.js';
import { scalerLine, stepLines } from './words/planWords.js';
import { stageWords } from './words/operationWords.js';
import { stageDetail } from './words/stageDetail.js';

/** A line of the review sheet that is shown before anything is done. */
export type SheetLine =
  | { readonly kind: 'separator'; readonly label: string }
  | {
      readonly kind: 'start' | 'override' | 'pace' | 'team' | 'copy-command' | 'fact' | 'blocked';
      readonly label: string;
      readonly description: string;
      readonly detail: string;
      /** What the line is about, where it is a check: its remedies are the line's buttons. */
      readonly check: PlannedGuard | undefined;
    };

export interface PlanSheet {
  readonly title: string;
  readonly placeholder: string;
  readonly blocked: boolean;
  readonly lines: readonly SheetLine[];
}

const verdictIcon = { pass: 'pass', warn: 'warning', block: 'error' } as const satisfies Record<Verdict, string>;
const rank = { block: 0, warn: 1, pass: 2 } as const satisfies Record<Verdict, number>;

/**
 * @param command the same change on the command line, to copy; empty when there is none
 * @param canOverride every check that stands in the way is one that a reason may set aside
 * @param team whether the team will be told; undefined where nobody can be
 */
export function planSheet(plan: OperationPlan, command: string, canOverride: boolean, team?: TeamOffer): PlanSheet {
  const guards = allGuards(plan);
  const blocking = blockingGuards(plan);
  const blocked = blocking.length > 0;
  return {
    title: `${operationPlanTitle(plan)} · ${oneLine(plan.context)}`,
    placeholder: blocked
      ? 'This plan cannot start. Esc leaves everything as it is.'
      : 'Enter starts. Esc leaves everything as it is.',
    blocked,
    lines: [
      ...(blocked ? blockedLines(blocking, canOverride) : [startLine(plan, guards)]),
      ...(plan.hasPaces ? [paceLine(plan)] : []),
      ...(team && (!blocked || canOverride) ? [teamLine(team)] : []),
      ...checkLines(plan, guards),
      ...stageLines(plan),
      ...scalerLines(plan),
      ...(blocked || isOnDemo(plan) ? [] : commandLines(command)),
    ],
  };
}

function startLine(plan: OperationPlan, guards: readonly PlannedGuard[]): SheetLine {
  const warnings = guards.filter(({ guard }) => guard.verdict === 'warn').length + (isInOneStep(plan) ? 1 : 0);
  const facts = [
    warnings > 0 ? `${count(warnings, 'warning')} below` : '',
    plan.stages.length > 1 ? `about ${duration(plan.expectedMs)}` : '',
  ];
  return line('start', `$(play) ${operationVerb(plan)}`, facts.filter(Boolean).join(' · '));
}

function blockedLines(blocking: readonly PlannedGuard[], canOverride: boolean): readonly SheetLine[] {
  const [first] = blocking;
  return [
    line('blocked', '$(circle-slash) Cannot start', '', first ? guardText(first.guard) : ''),
    ...(canOverride ? [line('override', '$(edit) Override with a reason…', 'the reason is kept in the journal')] : []),
  ];
}

const isInOneStep = (plan: OperationPlan): boolean => plan.hasPaces && plan.pace === 'direct';

const paceLine = (plan: OperationPlan): SheetLine =>
  plan.pace === 'gradual'
    ? line('pace', '$(debug-step-over) In one step instead', 'without a look in between')
    : line('pace', '$(list-ordered) Step by step instead', 'as the runbook says');

function teamLine({ kind, tell, canChoose }: TeamOffer): SheetLine {
  const label = tell ? '$(megaphone) The team is told' : '$(mute) The team is not told';
  const why = canChoose ? `Enter ${tell ? 'leaves it untold' : 'tells it'}` : 'as the setting scalebook.tellTeam says';
  return line(canChoose ? 'team' : 'fact', label, `${webhookTitles[kind]} · ${why}`);
}

function checkLines(plan: OperationPlan, guards: readonly PlannedGuard[]): readonly SheetLine[] {
  const several = plan.services.length > 1;
  const named = ({ title, guard }: PlannedGuard): string =>
    several && title !== undefined ? `${oneLine(title)}: ${guardText(guard)}` : guardText(guard);
  const sorted = [...guards].sort((a, b) => rank[a.guard.verdict] - rank[b.guard.verdict]);
  const direct = isInOneStep(plan) ? ['$(warning) In one step: nothing is looked at on the way'] : [];
  const checks = [
    ...direct.map((label) => line('fact', label)),
    ...sorted.map((check) => line('fact', `$(${verdictIcon[check.guard.verdict]}) ${named(check)}`, '', '', check)),
  ];
  return checks.length === 0 ? [] : [{ kind: 'separator', label: 'Checks' }, ...checks];
}

/** One service in one go: its replicas by name. Anything longer: its stages, in order. */
function stageLines(plan: OperationPlan): readonly SheetLine[] {
  const [only] = plan.services;
  const steps =
    plan.stages.length === 1 && plan.services.length === 1 && only
      ? stepLines(only).map(({ label, detail }) => line('fact', label, detail))
      : plan.stages.map((stage) =>
          line(
            'fact',
            stage.stage === 'observe' ? `$(watch) ${stageWords(stage)}` : stageWords(stage),
            stageDetail(stage),
          ),
        );
  return steps.length === 0 ? [] : [{ kind: 'separator', label: 'Steps' }, ...steps];
}

function scalerLines(plan: OperationPlan): readonly SheetLine[] {
  const scaled = plan.services.filter(({ kind }) => kind === 'scale');
  if (scaled.length === 0) return [];
  const ways = scaled.map(({ scaler, project, title }) =>
    scaled.length === 1 ? scalerLine(scaler, project) : `${oneLine(title)}: ${scalerLine(scaler, project)}`,
  );
  return [{ kind: 'separator', label: 'Scaler' }, ...ways.map((way) => line('fact', way))];
}

/** No command line reaches the demo. The same line would change a real stack of the same name, where there is one. */
const isOnDemo = ({ context }: OperationPlan): boolean => isDemo({ name: context });

function commandLines(command: string): readonly SheetLine[] {
  if (command === '') return [];
  return [
    { kind: 'separator', label: 'Same on the command line' },
    line('copy-command', '$(copy) Copy the command', '', oneLine(shortened(command))),
  ];
}

// A line is cut at its end, where the part that matters stands: paths and the options that keep Compose quiet are left out.
const shortened = (command: string): string =>
  command
    .replaceAll(/docker compose .*? up /g, 'docker compose … up ')
    .replaceAll(/ --no-build --pull=missing --remove-orphans=false/g, ' …');

const line = (
  kind: Exclude<SheetLine['kind'], 'separator'>,
  label: string,
  description = '',
  detail = '',
  check?: PlannedGuard,
): SheetLine => ({ kind, label, description, detail, check });
