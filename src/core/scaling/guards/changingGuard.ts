import { isStarting } from '../../policy/condition.js';
import type { ChangingGuard } from './guard.js';
import type { Service } from '../../stack/stack.js';

/**
 * More copies of what cannot stay up would not stay up either; taking it away or restarting it has to stay possible.
 *
 * @param holder undefined where nobody holds the service
 */
export function changingGuards(
  service: Service | undefined,
  holder: string | undefined,
  goesUp: boolean,
): readonly ChangingGuard[] {
  const guards: ChangingGuard[] = [];
  if (holder !== undefined) guards.push({ guard: 'changing', verdict: 'block', found: 'operation', holder });
  const { replicas = [] } = service ?? {};
  const named = (found: 'removing' | 'restarting' | 'starting', names: readonly string[], blocks: boolean): void => {
    if (names.length > 0)
      guards.push({ guard: 'changing', verdict: blocks ? 'block' : 'warn', found, replicas: names });
  };
  const inState = (wanted: 'removing' | 'restarting'): readonly string[] =>
    replicas.filter(({ state }) => state === wanted).map(({ name }) => name);
  named('removing', inState('removing'), true);
  named('restarting', inState('restarting'), goesUp);
  named(
    'starting',
    replicas.filter((replica) => replica.state === 'running' && isStarting(replica)).map(({ name }) => name),
    false,
  );
  return guards;
}
