import type { LiveState } from '../../core/live/liveState.js';
import { connectedContext } from '../../core/connection/connectionState.js';
import { stackStatuses, statusesOf } from '../../core/policy/stackStatus.js';
import { calendarsOf } from '../../core/policy/schedule/calendarsOf.js';
import { titleOf } from '../../core/runbook/runbook.js';
import { explainPage } from '../../view/explainPage.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { lookAtServices } from './lookAtServices.js';
import type { ServiceTarget } from './arguments/resolveServices.js';

/** The second reading of CPU comes a moment after the first. */
const firstLookMs = 8000;

/** *Explain Decision*: a page with every signal of a service, what it means, and what would change it. */
export const explainDecision = (
  services: Pick<CommandServices, 'session' | 'store' | 'runbooks' | 'needs' | 'pages'>,
): CommandHandler =>
  lookAtServices(services, 'Explain Decision', async ([target]) => {
    if (!target) return;
    // Nobody may have looked at a stack yet: no file read, no figure, no rule.
    const leases = services.needs.map((need) => need.acquire());
    try {
      await (await services.runbooks()).readNow();
      const signal = AbortSignal.timeout(firstLookMs);
      // Where nothing can be read the time runs out; the page then says what is not known.
      await services.store.until(isLookedAt(target.service.id), signal).catch(() => undefined);
      await explain(services, target);
    } finally {
      for (const lease of leases) lease.dispose();
    }
  });

const isLookedAt =
  (serviceId: string) =>
  ({ policies }: LiveState): boolean =>
    policies.get(serviceId)?.signals.some(({ level }) => level !== 'unknown') ?? false;

async function explain(
  { store, pages }: Pick<CommandServices, 'store' | 'pages'>,
  { stack, service }: ServiceTarget,
): Promise<void> {
  const now = Date.now();
  const found = stackStatuses(store.state, now).find((status) => status.stack.id === stack.id);
  const status = found && statusesOf(found).find((other) => other.service.id === service.id);
  if (!found || !status) return;
  const { runbooks, calendars } = store.state;
  const calendar = calendarsOf(found.runbook, runbooks, calendars);
  const page = explainPage(
    found.stack.name,
    status,
    found.runbook,
    calendar,
    now,
    connectedContext(store.state.connection),
  );
  await pages.open(`Decision on ${titleOf(found.runbook, service.name)}`, page);
}
