import { countedReplicas, type Stack } from '../stack/stack.js';
import { changeCountCommand, composeArguments, startCommand, type ComposeProject } from './composeCommand.js';
import type { ServicePlan } from './plan.js';
import { hasUnderscoredNames } from './planScale.js';

/**
 * The same change with the Docker CLI, in a form that leaves the neighbours alone: `up --scale` by itself returns every service that it
 * does not name to the file's count, starts what is stopped, and runs one-shot jobs again.
 *
 * @returns commands to run one after the other, each as arguments with the program first; empty when the labels do not tell the project's files
 */
export function composeScaleCommands(stack: Stack, plans: readonly ServicePlan[]): readonly (readonly string[])[] {
  if (stack.kind === 'swarm') return swarmScaleCommands(plans);
  const origin = stack.services.find((service) => service.origin)?.origin;
  if (!origin || origin.configFiles.length === 0) return [];
  const compatibility = stack.services.some((service) =>
    hasUnderscoredNames(stack.name, service.name, service.replicas),
  );
  const project: ComposeProject = { name: stack.name, origin, compatibility };
  const counts = new Map(stack.services.map((service) => [service.name, countedReplicas(service).length]));
  return plans.flatMap((plan) => {
    counts.set(plan.service, plan.to);
    const involved = withDependencies(stack, plan.service);
    // A dependency without replicas leaves no trace on the engine, and stays without.
    const scales = new Map([...involved].map((name) => [name, counts.get(name) ?? 0]));
    const starts = plan.steps.some((step) => step.kind !== 'remove');
    const commands = [
      changeCountCommand(plan.service, scales),
      ...(starts ? [startCommand(plan.service, plan.to)] : []),
    ];
    return commands.map((command) => ['docker', ...composeArguments(project, command)]);
  });
}

/** One command for all of them. */
function swarmScaleCommands(plans: readonly ServicePlan[]): readonly (readonly string[])[] {
  const counts = plans.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'update' ? [`${step.name}=${step.to}`] : [])),
  );
  return counts.length === 0 ? [] : [['docker', 'service', 'scale', ...counts]];
}

/** A service with all that it depends on, directly or not, by the labels of its replicas. */
function withDependencies(stack: Stack, service: string): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [service];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    queue.push(...(stack.services.find((other) => other.name === name)?.origin?.dependsOn ?? []));
  }
  return found;
}

export const restartCommand = ({ swarm, steps }: ServicePlan): readonly string[] =>
  swarm
    ? ['docker', 'service', 'update', '--force', '--', swarm.fullName]
    : ['docker', 'restart', ...steps.map((step) => step.name)];

/** Commands to run one after the other in a POSIX shell, quoted so that a hostile name stays a word. */
export const shellLine = (commands: readonly (readonly string[])[]): string => commands.map(shellWords).join(' && ');

/** A command for a POSIX shell, each word quoted where it has to be. */
export function shellWords(args: readonly string[]): string {
  return args
    .map((word) => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
