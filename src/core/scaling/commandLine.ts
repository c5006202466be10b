import type { ComposeOrigin } from '../stack/containerRecord.js';
import type { Stack } from '../stack/stack.js';
import type { ServicePlan } from './plan.js';
import { countedReplicas } from './planScale.js';

/**
 * The same change with the Docker CLI, in the form that leaves the neighbours alone: every service of the project at the count it has
 * now, since `up --scale` returns each service that it does not name to the file's count.
 *
 * @returns arguments, the program first
 */
export function composeScaleCommand(stack: Stack, plans: readonly ServicePlan[]): readonly string[] {
  const origin = stack.services.find((service) => service.origin)?.origin;
  const targets = new Map(plans.map((plan) => [plan.service, plan.to]));
  const counts = stack.services
    .map((service): [string, number] => [service.name, targets.get(service.name) ?? countedReplicas(service).length])
    .concat([...targets].filter(([name]) => !stack.services.some((service) => service.name === name)));
  return [
    'docker',
    'compose',
    '-p',
    stack.name,
    ...(origin ? fileArguments(origin) : []),
    'up',
    '-d',
    '--no-recreate',
    ...counts.flatMap(([name, count]) => ['--scale', `${name}=${count}`]),
    ...plans.map((plan) => plan.service),
  ];
}

export const restartCommand = (plan: ServicePlan): readonly string[] => [
  'docker',
  'restart',
  ...plan.steps.map((step) => step.name),
];

/** How Compose was told where the project is, for a further call that must mean the same project. */
export const fileArguments = (origin: ComposeOrigin): readonly string[] => [
  ...(origin.workingDir ? ['--project-directory', origin.workingDir] : []),
  ...origin.configFiles.flatMap((file) => ['-f', file]),
  ...origin.environmentFiles.flatMap((file) => ['--env-file', file]),
];

/** Quotes for a POSIX shell, so that a hostile name stays a word. */
export function shellWords(args: readonly string[]): string {
  return args
    .map((word) => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
