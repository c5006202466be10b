import type { SwarmGuard } from '../swarm/swarmGuard.js';
import type { Remedy, RemedyAbout } from './remedy.js';

/** What can be done where a Swarm's own guard warns or blocks. */
export function swarmRemedies(guard: SwarmGuard, about: RemedyAbout | undefined): readonly Remedy[] {
  switch (guard.guard) {
    case 'node-room':
      // Where nothing is reserved, no count fits better than another; what to reserve is for those to say who know the service.
      return guard.by === 'nothing' || guard.fits === undefined ? [] : lessThanAsked(about, guard.fits, guard.adds);
    case 'max-per-node':
    case 'node-ports': {
      const fits = about ? guard.perNode * guard.nodes - about.from : 0;
      return [...lessThanAsked(about, fits, guard.target - (about?.from ?? 0)), oneMoreNode];
    }
    case 'no-node':
    case 'nodes-away':
      // One that is down comes back by what is done on its own machine.
      return [
        ...activating([...guard.drained, ...guard.paused]),
        ...(guard.down.length > 0 ? [{ remedy: 'look-again' } as const] : []),
      ];
    case 'swarm-restart':
      return restartRemedies(guard, about);
    case 'constraints':
      return guard.nodes === undefined || guard.nodes.length === 0 ? [] : [showing(guard.nodes)];
    case 'node-volumes':
      // Where its data is on several nodes already, no single one is right.
      return guard.service === undefined || guard.node === undefined ? [] : [keepingOn(guard.node, guard.service)];
    case 'swarm-mode':
      // A job has no count, whatever is done about it.
      return guard.mode === 'global' ? [oneMoreNode] : [];
  }
}

function restartRemedies(
  { verdict, tasks, service }: Extract<SwarmGuard, { guard: 'swarm-restart' }>,
  about: RemedyAbout | undefined,
): readonly Remedy[] {
  if (verdict === 'block') return about ? [{ remedy: 'restart', service: about.service }] : [];
  if (tasks === 1) return about ? [{ remedy: 'scale-first', ...nameOf(about), target: 2 }] : [];
  // Of the settings of its updates alone: no task is replaced by it.
  const oneByOne = ['docker', 'service', 'update', '--update-parallelism', '1', '--', service];
  return [{ remedy: 'copy-command', commands: [oneByOne] }];
}

const nameOf = ({ service, title }: RemedyAbout): Pick<RemedyAbout, 'service' | 'title'> => ({ service, title });

const lessThanAsked = (about: RemedyAbout | undefined, fits: number, adds: number): readonly Remedy[] =>
  about && fits > 0 && fits < adds
    ? [{ remedy: 'fit-to', service: about.service, title: about.title, target: about.from + fits }]
    : [];

/** Tells what a machine has to run to join: with it comes one more task of what has one on each node, and room for others. */
const oneMoreNode: Remedy = { remedy: 'copy-command', commands: [['docker', 'swarm', 'join-token', 'worker']] };

/** What constraints ask for: the labels of nodes and of their engines. */
const showing = (nodes: readonly string[]): Remedy => ({
  remedy: 'copy-command',
  commands: [
    [
      'docker',
      'node',
      'inspect',
      '--format',
      '{{.Description.Hostname}} {{.Spec}} {{.Description.Engine}}',
      '--',
      ...nodes,
    ],
  ],
});

const keepingOn = (node: string, service: string): Remedy => ({
  remedy: 'copy-command',
  commands: [['docker', 'service', 'update', '--constraint-add', `node.hostname==${node}`, '--', service]],
});

/** A name may begin like an option. */
const activating = (nodes: readonly string[]): readonly Remedy[] =>
  nodes.length === 0
    ? []
    : [
        {
          remedy: 'copy-command',
          commands: nodes.map((node) => ['docker', 'node', 'update', '--availability', 'active', '--', node]),
        },
      ];
