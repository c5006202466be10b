import type { Replica } from '../stack/replica.js';

/** Who changes the number of replicas of a Compose service: the Engine API by copying a replica, or the `docker compose` CLI. */
export type ScalerKind = 'replicate' | 'compose';
export type ScalerPreference = 'auto' | ScalerKind;

export type ScalerChoice =
  | { readonly kind: 'replicate'; readonly because: 'copies'; readonly source: string }
  | { readonly kind: 'replicate'; readonly because: 'creates-none' }
  | { readonly kind: 'compose'; readonly because: 'nothing-to-copy' | 'setting' }
  /** A Swarm's own manager. */
  | { readonly kind: 'swarm'; readonly because: 'swarm-service' }
  /** Neither can do it; `composeProblem` is the CLI's side of it. */
  | { readonly kind: 'none'; readonly because: 'nothing-to-copy' | 'setting'; readonly composeProblem: string };

/**
 * Copying a replica touches nothing else, works on any context, and is immune to a Compose file or an environment that has changed
 * since; so it is the first choice. Compose is needed where there is nothing to copy.
 *
 * @param composeProblem why the CLI cannot be used from here, or undefined when it can
 */
export function chooseScaler(
  preference: ScalerPreference,
  creates: boolean,
  source: Replica | undefined,
  composeProblem: string | undefined,
): ScalerChoice {
  const compose = (because: 'nothing-to-copy' | 'setting'): ScalerChoice =>
    composeProblem === undefined ? { kind: 'compose', because } : { kind: 'none', because, composeProblem };
  if (preference === 'compose') return compose('setting');
  if (!creates) return { kind: 'replicate', because: 'creates-none' };
  if (source) return { kind: 'replicate', because: 'copies', source: source.name };
  if (preference === 'replicate') return { kind: 'none', because: 'nothing-to-copy', composeProblem: '' };
  return compose('nothing-to-copy');
}

/** The replica to copy: one that serves, of the newest definition. */
export function chooseSource(replicas: readonly Replica[]): Replica | undefined {
  const newestFirst = [...replicas].sort((a, b) => b.createdAt - a.createdAt || a.number - b.number);
  return (
    newestFirst.find(
      (replica) => replica.state === 'running' && (replica.health === 'healthy' || replica.health === 'none'),
    ) ??
    newestFirst.find((replica) => replica.state === 'running') ??
    newestFirst.find((replica) => replica.state !== 'removing' && replica.state !== 'dead')
  );
}
