import type { SwarmGuard } from '../swarm/swarmGuard.js';
import type { Remedy, RemedyAbout } from './remedy.js';

/** What can be done where a Swarm's own guard warns or blocks. */
export function swarmRemedies(guard: SwarmGuard, about: RemedyAbout | undefined): readonly Remedy[] {
  switch (guard.guard) {
    case 'node-room':
      // Where nothing is reserved, no count fits better than another.
      return guard.by === 'nothing' || guard.fits === undefined ? [] : lessThanAsked(about, guard.fits, guard.adds);
    case 'max-per-node':
    case 'node-ports': {
      if (!about) return [];
      return lessThanAsked(about, guard.perNode * guard.nodes - about.from, guard.target - about.from);
    }
    case 'no-node':
    case 'nodes-away':
      return activating([...guard.drained, ...guard.paused]);
    case 'swarm-restart':
      return [{ remedy: 'copy-command', commands: [['docker', 'service', 'update', '--force', guard.service]] }];
    case 'constraints':
    case 'node-volumes':
    case 'swarm-mode':
      return [];
  }
}

const lessThanAsked = (about: RemedyAbout | undefined, fits: number, adds: number): readonly Remedy[] =>
  about && fits > 0 && fits < adds
    ? [{ remedy: 'fit-to', service: about.service, title: about.title, target: about.from + fits }]
    : [];

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
