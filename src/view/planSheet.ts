import { cliCommands } from '../core/connection/cliCommands.js';
import type { DockerContext } from '../core/connection/dockerContext.js';
import {
  allGuards,
  blockingGuards,
  type OperationPlan,
  type PlannedGuard,
} from '../core/operation/plan/operationPlan.js';
import type { OperationPolicy } from '../core/runbook/operationPolicy.js';
import type { Verdict } from '../core/scaling/guards/guard.js';
import { remediesOf } from '../core/scaling/guards/remedies.js';
import type { Remedy } from '../core/scaling/guards/remedy.js';
import { count, duration } from './figures.js';
import type { TeamOffer } from '../core/team/teamOffer.js';
import { oneLine } from './markdown.js';
import { checkText, passesText } from './words/checkWords.js';
import { webhookTitles } from './words/webhookWords.js';
import { operationPlanTitle, operationVerb } from './words/operation/operationPlanWords.js';
import { scalerLine, stepLines } from './words/operation/planWords.js';
import { stageWords } from './words/operation/operationWords.js';
import { remedyTitle } from './words/guards/remedyWords.js';
import { stageDetail } from './words/operation/stageDetail.js';
import { followsWords } from './words/operation/watchWords.js';

/** A line of the review sheet that is shown before anything is done. */
export type SheetLine =
  | { readonly kind: 'separator'; readonly label: string }
  | {
      readonly kind: 'start' | 'override' | 'pace' | 'team' | 'copy-command' | 'fact' | 'blocked';
      readonly label: string;
      readonly description: string;
      readonly detail: string;
      /** What can be done about the check that the line is of. */
      readonly remedies: readonly Remedy[];
    };

/** What the sheet shows beside the plan itself. */
export interface SheetFacts {
  /** The same change on the command line, to copy; empty where there is none. */
  readonly command: string;
  /** The plan's, that commands are for; undefined where it is not the chosen one any more. */
  readonly context: DockerContext | undefined;
  /** Every check that stands in the way is one that a reason may set aside. */
  readonly canOverride: boolean;
  /** Whether the team will be told; undefined where nobody can be. */
  readonly team?: TeamOffer | undefined;
  /** How it is looked at afterwards. */
  readonly follows: OperationPolicy;
  /** The stack's Compose file is known, so that it can be opened. */
  readonly hasFile: boolean;
  /** Wall time, ms. */
  readonly now: number;
}

export interface PlanSheet {
  readonly title: string;
  readonly placeholder: string;
  readonly blocked: boolean;
  readonly lines: readonly SheetLine[];
}

const verdictIcon = { pass: 'pass', warn: 'warning', block: 'error' } as const satisfies Record<Verdict, string>;
const rank = { block: 0, warn: 1, pass: 2 } as const satisfies Record<Verdict, number>;

/** A plan as a list to confirm it by: what Enter does, then the checks, the steps, the scaler and the command line. */
export function planSheet(plan: OperationPlan, facts: SheetFacts): PlanSheet {
  const { command, canOverride, team } = facts;
  const guards = allGuards(plan);
  const blocking = blockingGuards(plan);
  const blocked = blocking.length > 0;
  return {
    title: `${operationPlanTitle(plan)} · ${oneLine(plan.context)}`,
    placeholder: blocked
      ? 'This plan cannot start. Enter shows what can be done, Esc leaves everything as it is.'
      : 'Enter starts. Esc leaves everything as it is.',
    blocked,
    lines: [
      ...(blocked ? blockedLines(blocking, plan, facts) : [startLine(plan, guards)]),
      ...(plan.hasPaces ? [paceLine(plan)] : []),
      ...(team && (!blocked || canOverride) ? [teamLine(team)] : []),
      ...checkLines(plan, guards, facts),
      ...stageLines(plan, facts),
      ...scalerLines(plan),
      ...(blocked ? [] : commandLines(command)),
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

function blockedLines(blocking: readonly PlannedGuard[], plan: OperationPlan, facts: SheetFacts): readonly SheetLine[] {
  const [first] = blocking;
  const remedies = distinctRemedies(blocking.flatMap((check) => remediesFor(check, plan, facts)));
  return [
    line(
      'blocked',
      '$(circle-slash) Cannot start',
      '',
      first ? checkText(first, plan.services.length > 1) : '',
      remedies,
    ),
    ...(facts.canOverride
      ? [line('override', '$(edit) Override with a reason…', 'the reason is kept in the journal')]
      : []),
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

function checkLines(plan: OperationPlan, guards: readonly PlannedGuard[], facts: SheetFacts): readonly SheetLine[] {
  const several = plan.services.length > 1;
  const sorted = [...guards].sort((a, b) => rank[a.guard.verdict] - rank[b.guard.verdict]);
  const isOfService = ({ title, guard }: PlannedGuard): boolean =>
    several && title !== undefined && guard.verdict === 'pass';
  const direct = isInOneStep(plan) ? ['$(warning) In one step: nothing is looked at on the way'] : [];
  const checks = [
    ...direct.map((label) => line('fact', label)),
    ...sorted.filter((check) => !isOfService(check)).map((check) => checkLine(check, plan, several, facts)),
    ...passLines(sorted.filter(isOfService)),
  ];
  return checks.length === 0 ? [] : [{ kind: 'separator', label: 'Checks' }, ...checks];
}

function checkLine(check: PlannedGuard, plan: OperationPlan, several: boolean, facts: SheetFacts): SheetLine {
  const remedies = remediesFor(check, plan, facts);
  const ways = remedies.map((remedy) => remedyTitle(remedy, facts.now, several)).join(' · ');
  const label = `$(${verdictIcon[check.guard.verdict]}) ${checkText(check, several)}`;
  return line('fact', label, '', ways === '' ? '' : `$(lightbulb) ${ways}`, remedies);
}

/** The checks that pass, one line for each service, so that those that do not, and the steps, stay in sight. */
function passLines(passes: readonly PlannedGuard[]): readonly SheetLine[] {
  const titles = [...new Set(passes.map(({ title }) => title ?? ''))];
  return titles.map((title) => {
    const own = passes.filter((check) => check.title === title);
    return line('fact', `$(${verdictIcon.pass}) ${passesText(title, own)}`);
  });
}

/** Several checks may offer the same. */
const distinctRemedies = (remedies: readonly Remedy[]): readonly Remedy[] => [
  ...new Map(remedies.map((remedy) => [JSON.stringify(remedy), remedy])).values(),
];

function remediesFor(
  { title, guard }: PlannedGuard,
  plan: OperationPlan,
  { hasFile, context }: SheetFacts,
): readonly Remedy[] {
  const about = plan.services.find((service) => service.title === title);
  const isBlocked = blockingGuards(plan).length > 0;
  return remediesOf(guard, about)
    .filter(({ remedy }) => (hasFile || remedy !== 'open-compose-file') && (!isBlocked || remedy !== 'type-name'))
    .flatMap((remedy): readonly Remedy[] => {
      if (remedy.remedy !== 'copy-command') return [remedy];
      const commands = cliCommands(remedy.commands, context);
      return commands.length === 0 ? [] : [{ ...remedy, commands }];
    });
}

/** One service in one go: its replicas by name. Anything longer: its stages, in order. What follows is the check of the last step. */
function stageLines(plan: OperationPlan, { follows }: SheetFacts): readonly SheetLine[] {
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
  const after = followsWords(follows);
  const watch = after === '' ? [] : [line('fact', `$(eye) ${after}`, 'with Undo if it is worse')];
  return steps.length === 0 ? [] : [{ kind: 'separator', label: 'Steps' }, ...steps, ...watch];
}

function scalerLines(plan: OperationPlan): readonly SheetLine[] {
  const scaled = plan.services.filter(({ kind }) => kind === 'scale');
  if (scaled.length === 0) return [];
  const ways = scaled.map(({ scaler, project, title }) =>
    scaled.length === 1 ? scalerLine(scaler, project) : `${oneLine(title)}: ${scalerLine(scaler, project)}`,
  );
  return [{ kind: 'separator', label: 'Scaler' }, ...ways.map((way) => line('fact', way))];
}

function commandLines(command: string): readonly SheetLine[] {
  if (command === '') return [];
  return [
    { kind: 'separator', label: 'Same on the command line' },
    line('copy-command', '$(copy) Copy the command', '', oneLine(shortened(command))),
  ];
}

// A line is cut at its end, where the part that matters stands: paths and the options that keep Compose quiet are left out, and never
// whose engine it is for.
const shortened = (command: string): string =>
  command
    .replaceAll(/docker (\S+) compose .*? up /g, 'docker $1 compose … up ')
    .replaceAll(/ --no-build --pull=missing --remove-orphans=false/g, ' …');

const line = (
  kind: Exclude<SheetLine['kind'], 'separator'>,
  label: string,
  description = '',
  detail = '',
  remedies: readonly Remedy[] = [],
): SheetLine => ({ kind, label, description, detail, remedies });
