import { isBlocked, type ServicePlan } from '../core/scaling/plan.js';
import type { Guard, Verdict } from '../core/scaling/guards.js';
import { count } from './figures.js';
import { oneLine } from './markdown.js';
import { guardText, planTitle, planVerb, scalerLine, stepLines } from './words/planWords.js';

/** A line of the review sheet that is shown before anything is done. */
export type SheetLine =
  | { readonly kind: 'separator'; readonly label: string }
  | {
      readonly kind: 'start' | 'copy-command' | 'fact' | 'blocked';
      readonly label: string;
      readonly description: string;
      readonly detail: string;
    };

export interface PlanSheet {
  readonly title: string;
  readonly placeholder: string;
  readonly blocked: boolean;
  readonly lines: readonly SheetLine[];
}

const verdictIcon = { pass: 'pass', warn: 'warning', block: 'error' } as const satisfies Record<Verdict, string>;

/**
 * @param purpose what several plans are for together; undefined lets the plans speak for themselves
 * @param contextName where it will happen
 * @param command the same change on the command line, to copy; empty when there is none
 */
export function planSheet(
  plans: readonly ServicePlan[],
  purpose: string | undefined,
  contextName: string,
  command: string,
): PlanSheet {
  const [only] = plans;
  const single = plans.length === 1 && only !== undefined;
  const blocked = plans.some(isBlocked);
  return {
    title: [purpose, single ? planTitle(only) : count(plans.length, 'service'), oneLine(contextName)]
      .filter(Boolean)
      .join(' · '),
    placeholder: blocked
      ? 'This plan cannot start. Esc leaves everything as it is.'
      : 'Enter starts. Esc leaves everything as it is.',
    blocked,
    lines: [
      blocked ? blockedLine(plans) : startLine(plans),
      ...plans.flatMap((plan) => planLines(plan, !single)),
      ...(blocked ? [] : commandLines(command)),
    ],
  };
}

function commandLines(command: string): readonly SheetLine[] {
  if (command === '') return [];
  return [
    { kind: 'separator', label: 'Same on the command line' },
    fact('copy-command', '$(copy) Copy the command', '', oneLine(shortened(command))),
  ];
}

// A line is cut at its end, where the part that matters stands: paths and the options that keep Compose quiet are left out.
const shortened = (command: string): string =>
  command
    .replaceAll(/docker compose .*? up /g, 'docker compose … up ')
    .replaceAll(/ --no-build --pull=missing --remove-orphans=false/g, ' …');

function startLine(plans: readonly ServicePlan[]): SheetLine {
  const [only] = plans;
  const warnings = plans.flatMap((plan) => plan.guards).filter((guard) => guard.verdict === 'warn').length;
  const label = plans.length === 1 && only ? planVerb(only) : `Change ${count(plans.length, 'service')}`;
  return fact('start', `$(play) ${label}`, warnings > 0 ? `${count(warnings, 'warning')} below` : '');
}

function blockedLine(plans: readonly ServicePlan[]): SheetLine {
  const reason = plans.flatMap((plan) => plan.guards).find((guard) => guard.verdict === 'block');
  return fact('blocked', '$(circle-slash) Cannot start', '', reason ? guardText(reason) : '');
}

function planLines(plan: ServicePlan, named: boolean): readonly SheetLine[] {
  const prefix = named ? `${planTitle(plan)}: ` : '';
  const guards = [...plan.guards].sort((a, b) => rank(b) - rank(a));
  return [
    { kind: 'separator', label: `${prefix}${named ? 'checks' : 'Checks'}` },
    ...guards.map((guard) => fact('fact', `$(${verdictIcon[guard.verdict]}) ${guardText(guard)}`)),
    { kind: 'separator', label: `${prefix}${named ? 'steps' : 'Steps'}` },
    ...stepLines(plan).map(({ label, detail }) => fact('fact', label, detail)),
    { kind: 'separator', label: `${prefix}${named ? 'scaler' : 'Scaler'}` },
    fact('fact', scalerLine(plan.scaler, plan.project)),
  ];
}

const rank = (guard: Guard): number => ({ pass: 0, warn: 1, block: 2 })[guard.verdict];

const fact = (
  kind: Exclude<SheetLine['kind'], 'separator'>,
  label: string,
  description = '',
  detail = '',
): SheetLine => ({
  kind,
  label,
  description,
  detail,
});
