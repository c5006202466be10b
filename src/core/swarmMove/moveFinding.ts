/**
 * `refused`: `docker stack deploy` takes no file with it. `change`: it is taken, and means something else or lacks something.
 * `ignored`: it is taken and left out. `kept`: it stays as it is.
 */
export type MoveWeight = 'refused' | 'change' | 'ignored' | 'kept';

/** What a finding is about; the words are the view's. */
export const moveTopics = {
  'top-name': 'refused',
  'top-include': 'refused',
  'top-key': 'refused',
  'secret-form': 'refused',
  key: 'refused',
  resources: 'refused',
  'depends-conditions': 'refused',
  'env-file-form': 'refused',
  'port-form': 'refused',
  'network-driver': 'refused',
  'network-external': 'change',
  build: 'change',
  'no-image': 'change',
  'bind-mount': 'change',
  volume: 'change',
  'host-port': 'change',
  'host-address': 'change',
  'host-network': 'change',
  stateful: 'change',
  'no-health-check': 'change',
  restart: 'change',
  'container-name': 'ignored',
  'depends-on': 'ignored',
  'ignored-key': 'ignored',
  'health-check': 'kept',
  'env-file': 'kept',
  secret: 'kept',
  deploy: 'kept',
} as const satisfies Record<string, MoveWeight>;

export type MoveTopic = keyof typeof moveTopics;

/** One thing to know before a stack moves to a Swarm. `subject` is from the file: hostile. */
export interface MoveFinding {
  /** Empty for the file as a whole. */
  readonly service: string;
  readonly topic: MoveTopic;
  readonly subject: string;
}
