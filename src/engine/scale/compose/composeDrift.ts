import type { EngineConnection } from '../../../app/ports.js';
import type { FileDrift } from '../../../core/scaling/guards/guard.js';
import type { ServicePlan } from '../../../core/scaling/plan.js';
import { ComposeCalls } from './composeCalls.js';
import { recreatedBy } from './composeForecast.js';
import type { ComposeTools } from './composeTools.js';
import { whyComposeCannotBeUsed, whyFilesCannotBeUsed } from './composeWhyNot.js';
import { countsOf, originOf, readProject, usesCompatibleNames } from './projectOnEngine.js';

/**
 * Whether Compose would make the service's replicas anew, by the files on this machine. Their hash tells that nothing differs; where it does,
 * a rehearsal decides, since Compose leaves parts of a service out of one of the two hashes, such as its `env_file`.
 */
export async function composeDrift(
  tools: ComposeTools,
  connection: EngineConnection,
  plan: ServicePlan,
  signal: AbortSignal,
): Promise<FileDrift> {
  const read = await readProject(connection, plan, signal);
  if (!read.ok) return 'unknown';
  const { own } = read.value;
  const origin = originOf(read.value);
  if (own.length === 0 || (await whyFilesCannotBeUsed(connection, origin, plan.project, tools.exists)) || !origin)
    return 'unknown';
  if (await whyComposeCannotBeUsed(tools)) return 'unknown';
  const project = { name: plan.project, origin, compatibility: usesCompatibleNames(read.value) };
  const calls = new ComposeCalls(tools, connection, project, signal);
  const hash = await calls.configHash(plan.service);
  if (hash.ok && own.every(({ configHash }) => configHash === hash.value)) return 'same';
  const services = await calls.servicesInvolved(plan.service);
  if (!services.ok) return 'unknown';
  const { said, failure } = await calls.rehearse(plan.service, countsOf(read.value, services.value));
  const names = recreatedBy(said);
  if (own.some(({ name }) => names.has(name))) return 'differs';
  return failure ? 'unknown' : 'same';
}
